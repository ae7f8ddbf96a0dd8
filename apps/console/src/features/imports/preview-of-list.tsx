import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text';
import type { ListAddress } from '../../lists/use-list-address';
import { Details } from '../../ui/text-blocks';
import { ColumnsForm } from './columns-form';
import { HowRead } from './how-read';
import type { ImportList, ImportPreview } from './operations';
import { QuestionsForm } from './questions-form';
import { Rows } from './rows';
import { Told } from './told';

interface PreviewOfListProps {
  readonly list: ImportList;
  readonly preview: ImportPreview;
  readonly address: ListAddress;
  readonly onSaid: () => void;
  readonly onReadAgain: () => void;
  readonly acts: ReactNode;
}

/** In the order in which a person goes through it: how it was read, its columns, what is asked, the rows, the button. */
export function PreviewOfList({ list, preview, address, onSaid, onReadAgain, acts }: PreviewOfListProps) {
  const t = useText();
  const canSay = list.availableActions.includes('SAY');
  const open = preview.questions.flatMap(({ items }) => items.filter(({ isAnswered }) => !isAnswered)).length;
  // What was said is in the form's beginnings: a newer version of the list begins a new form.
  const { version } = list;
  return (
    <>
      <div className="app-reading">
        <Details summary={t('imports.howRead')} isOpen={!preview.isEncodingSure}>
          {list.state === 'LOADED' && (
            <HowRead key={version} list={list} preview={preview} onReadAgain={onReadAgain} />
          )}
          <Told preview={preview} />
        </Details>
        <h2 className="govuk-heading-m">{t('imports.columns')}</h2>
        <p className="govuk-body">{t('imports.columnsText')}</p>
      </div>
      <ColumnsForm
        key={`columns ${version}`}
        list={list}
        columns={preview.columns}
        canSay={canSay}
        onSaid={onSaid}
      />
      {preview.questions.length > 0 && (
        <div className="app-reading">
          <h2 className="govuk-heading-m">{t('imports.questions', { count: open })}</h2>
          <QuestionsForm
            key={`questions ${version}`}
            list={list}
            preview={preview}
            canSay={canSay}
            onSaid={onSaid}
          />
        </div>
      )}
      <h2 className="govuk-heading-m">{t('imports.rows')}</h2>
      <Rows list={list} counts={preview.counts} address={address} canSay={canSay} onSaid={onSaid} />
      {acts}
    </>
  );
}
