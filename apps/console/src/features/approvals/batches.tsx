import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { useWatching } from '../../api/use-watching';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { More } from '../../lists/more';
import { DataTable } from '../../ui/data-table';
import { Details } from '../../ui/text-blocks';
import { useConferenceId } from '../conference/current-conference';
import { AuditHead } from './audit-head';
import { type Batch, DecisionBatchesQuery } from './release-operations';

/** Earlier releases, a page of them, and how far their messages have got; it follows those that are still going out. */
export function Batches({ after = null }: { readonly after?: string | null }) {
  const t = useText();
  const read = useRead(DecisionBatchesQuery, { conferenceId: useConferenceId(), after });
  const batches = read.state === 'ready' ? read.data.decisionBatches.nodes : [];
  const sign = batches.map(({ id, messagesSent, messagesFailed, auditHead }) =>
    [id, messagesSent, messagesFailed, auditHead].join(' '),
  );
  useWatching(read.state === 'ready' && batches.length > 0 ? read.refresh : undefined, sign.join());
  return (
    <Reading read={read}>
      {({ decisionBatches: { nodes, pageInfo } }) =>
        nodes.length > 0 && (
          <>
            <BatchTable batches={nodes} isFirst={after === null} />
            {pageInfo.hasNextPage && (
              <More label={t('batches.showEarlier')}>{() => <Batches after={pageInfo.endCursor} />}</More>
            )}
          </>
        )
      }
    </Reading>
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
        {
          key: 'number',
          header: t('batches.number'),
          isRowHeader: true,
          // A card is headed by it: the number alone would say nothing there.
          cell: ({ number }) => t('batches.named', { number }),
        },
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
        {
          key: 'head',
          header: t('auditHead.column'),
          cell: ({ auditHead }) =>
            auditHead !== null && (
              <Details summary={t('auditHead.entry', { number: auditHead.split(':')[0] ?? '' })}>
                <AuditHead head={auditHead} />
              </Details>
            ),
        },
      ]}
    />
  );
}
