import { useState } from 'react';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { useWatching } from '../../api/use-watching';
import { useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import type { ListAddress } from '../../lists/use-list-address';
import { BackLink } from '../../ui/back-link';
import { Notification } from '../../ui/text-blocks';
import { ListActs, type ListDone } from './list-acts';
import { ListFacts } from './list-facts';
import { ImportListQuery, ImportPreviewQuery, type ImportList } from './operations';
import { PreviewOfList } from './preview-of-list';

/** One list: what it is, what only a person can say, what each row would become, and the button that does it. */
export function ListPage({ id, address }: { readonly id: string; readonly address: ListAddress }) {
  const t = useText();
  const read = useRead(ImportListQuery, { id });
  const list = read.state === 'ready' ? read.data.importList : null;
  const isAtWork = list?.state === 'APPLYING' || list?.state === 'UNDOING';
  useWatching(
    read.state === 'ready' && isAtWork ? read.refresh : undefined,
    list === null ? '' : `${list.state} ${list.done}`,
  );
  return (
    <>
      <BackLink to="/imports">{t('imports.title')}</BackLink>
      <ConsolePage title={list?.fileName ?? t('imports.one')}>
        <Reading read={read}>
          {({ importList }, refresh) =>
            importList === null ? (
              <p className="govuk-body">{t('imports.notThere')}</p>
            ) : (
              <OpenList list={importList} address={address} refresh={refresh} />
            )
          }
        </Reading>
      </ConsolePage>
    </>
  );
}

interface OpenListProps {
  readonly list: ImportList;
  readonly address: ListAddress;
  readonly refresh: () => void;
}

function OpenList({ list, address, refresh }: OpenListProps) {
  const t = useText();
  const [done, setDone] = useState<ListDone>();
  const isAtWork = list.state === 'APPLYING' || list.state === 'UNDOING';
  const preview = useRead(ImportPreviewQuery, { id: list.id }, !list.hasRows || isAtWork);
  const refreshAll = () => {
    refresh();
    if (preview.state === 'ready') preview.refresh();
  };
  const tell = (what: ListDone) => {
    setDone(what);
    refreshAll();
  };
  return (
    <>
      {done !== undefined && (
        <Notification title={t('general.success')} kind="success" of={done}>
          <p className="govuk-notification-banner__heading">{t(`imports.done.${done.act}`)}</p>
        </Notification>
      )}
      <ListFacts list={list} />
      {isAtWork && <Progress list={list} />}
      {!list.hasRows && <p className="govuk-body">{t('imports.rowsGone')}</p>}
      {list.hasRows && !isAtWork && (
        <Reading read={preview}>
          {({ importPreview }) =>
            importPreview !== null && (
              <PreviewOfList
                list={list}
                preview={importPreview}
                address={address}
                onSaid={() => {
                  tell({ act: 'said' });
                }}
                onReadAgain={() => {
                  tell({ act: 'readAgain' });
                }}
                acts={
                  <ListActs list={list} counts={importPreview.counts} onDone={tell} onChanged={refreshAll} />
                }
              />
            )
          }
        </Reading>
      )}
    </>
  );
}

/** How far the job is; read again and again by the page. */
function Progress({ list }: { readonly list: ImportList }) {
  const t = useText();
  const { done, toDo, state } = list;
  const words = t(state === 'UNDOING' ? 'imports.undoing' : 'imports.applying', { done, toDo });
  return (
    <div className="app-reading" role="status">
      <p className="govuk-body">{words}</p>
      <progress className="app-progress" value={done} max={Math.max(1, toDo)} aria-label={words} />
    </div>
  );
}
