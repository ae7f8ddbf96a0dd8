import { useState } from 'react';
import { useRead } from '../../api/use-read';
import { useWatching } from '../../api/use-watching';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { DataTable } from '../../ui/data-table';
import { useConferenceId } from '../conference/current-conference';
import { type Batch, DecisionBatchesQuery } from './release-operations';

/** Earlier releases, a page of them, and how far their messages have got; it follows those that are still going out. */
export function Batches({ after = null }: { readonly after?: string | null }) {
  const t = useText();
  const [isMoreShown, setIsMoreShown] = useState(false);
  const read = useRead(DecisionBatchesQuery, { conferenceId: useConferenceId(), after });
  const page = read.state === 'ready' ? read.data.decisionBatches : undefined;
  const batches = page?.nodes ?? [];
  const sign = batches.map(({ id, messagesSent, messagesFailed }) =>
    [id, messagesSent, messagesFailed].join(' '),
  );
  useWatching(read.state === 'ready' && batches.length > 0 ? read.refresh : undefined, sign.join());
  if (batches.length === 0) return null;
  return (
    <>
      <BatchTable batches={batches} isFirst={after === null} />
      {page?.pageInfo.hasNextPage === true &&
        (isMoreShown ? (
          <Batches after={page.pageInfo.endCursor} />
        ) : (
          <button
            type="button"
            className="app-link-button"
            onClick={() => {
              setIsMoreShown(true);
            }}
          >
            {t('batches.showEarlier')}
          </button>
        ))}
    </>
  );
}

interface BatchTableProps {
  readonly batches: readonly Batch[];
  readonly isFirst: boolean;
}

function BatchTable({ batches, isFirst }: BatchTableProps) {
  const t = useText();
  const time = usePlainTime();
  return (
    <DataTable
      caption={t('batches.title')}
      isCaptionHidden={!isFirst}
      rows={batches}
      rowKey={(batch) => batch.id}
      empty={null}
      columns={[
        { key: 'number', header: t('batches.number'), isRowHeader: true, cell: ({ number }) => number },
        { key: 'at', header: t('batches.releasedAt'), cell: ({ releasedAt }) => time.full(releasedAt) },
        {
          key: 'by',
          header: t('batches.releasedBy'),
          cell: ({ releasedBy }) => <bdi>{releasedBy.name}</bdi>,
        },
        { key: 'size', header: t('batches.size'), isNumeric: true, cell: ({ size }) => size },
        { key: 'sent', header: t('batches.sent'), isNumeric: true, cell: ({ messagesSent }) => messagesSent },
        {
          key: 'failed',
          header: t('batches.failed'),
          isNumeric: true,
          cell: ({ messagesFailed }) => messagesFailed,
        },
      ]}
    />
  );
}
