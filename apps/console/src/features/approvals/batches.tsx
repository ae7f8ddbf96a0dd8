import { useRead } from '../../api/use-read';
import { useWatching } from '../../api/use-watching';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { DataTable } from '../../ui/data-table';
import { useConferenceId } from '../conference/current-conference';
import { DecisionBatchesQuery } from './release-operations';

/** Earlier releases, and how far their messages have got; it follows those that are still going out. */
export function Batches() {
  const t = useText();
  const time = usePlainTime();
  const read = useRead(DecisionBatchesQuery, { conferenceId: useConferenceId() });
  const batches = read.state === 'ready' ? read.data.decisionBatches : [];
  const sign = batches.map(({ id, messagesSent, messagesFailed }) =>
    [id, messagesSent, messagesFailed].join(' '),
  );
  useWatching(read.state === 'ready' && batches.length > 0 ? read.refresh : undefined, sign.join());
  if (batches.length === 0) return null;
  return (
    <DataTable
      caption={t('batches.title')}
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
