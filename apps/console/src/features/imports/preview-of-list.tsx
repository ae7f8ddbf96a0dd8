import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text';
import type { ListAddress } from '../../lists/use-list-address';
import { Details } from '../../ui/text-blocks';
import { HowRead } from './how-read';
import { MendInSheet } from './mend-in-sheet';
import type { ImportList, ImportPreview } from './operations';
import { Rows } from './rows';
import { SayForm } from './say-form';
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
  // Another question, or another answer, begins the form anew; a row that is mended beside it does not.
  const asked = JSON.stringify([
    preview.columns.map(({ letter, field }) => [letter, field]),
    preview.questions.map(({ about, items }) => [about, items.map(({ item, answer }) => [item, answer])]),
  ]);
  return (
    <>
      <div className="app-reading">
        <Details summary={t('imports.howRead')} isOpen={!preview.isEncodingSure}>
          {list.state === 'LOADED' && (
            <HowRead key={list.version} list={list} preview={preview} onReadAgain={onReadAgain} />
          )}
          <Told preview={preview} />
        </Details>
      </div>
      <SayForm key={asked} list={list} preview={preview} canSay={canSay} onSaid={onSaid} />
      <h2 className="govuk-heading-m">{t('imports.rows')}</h2>
      <Rows list={list} counts={preview.counts} address={address} canSay={canSay} onSaid={onSaid} />
      {list.state === 'LOADED' && canSay && (
        <MendInSheet key={`sheet ${list.version}`} list={list} preview={preview} onReadAgain={onReadAgain} />
      )}
      {acts}
    </>
  );
}
