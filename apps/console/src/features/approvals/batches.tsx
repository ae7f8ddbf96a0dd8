import { useEffect } from 'react';
import { useRead } from '../../api/use-read';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { DataTable } from '../../ui/data-table';
import { useConferenceId } from '../conference/current-conference';
import { DecisionBatchesQuery } from './release-operations';

/** How often the counts of a release that is still sending are read again, in milliseconds. */
const INTERVAL = 3_000;
/** A release is watched for this long after it was made, in milliseconds. */
const WATCHED = 10 * 60_000;

/** Earlier releases, and how far their messages have got. */
export function Batches() {
  const t = useText();
  const time = usePlainTime();
  const read = useRead(DecisionBatchesQuery, { conferenceId: useConferenceId() });
  const batches = read.state === 'ready' ? read.data.decisionBatches : [];
  const newest = Math.max(0, ...batches.map(({ releasedAt }) => Date.parse(releasedAt)));
  const refresh = read.state === 'ready' ? read.refresh : undefined;
  useEffect(() => {
    if (refresh === undefined || Date.now() - newest > WATCHED) return;
    const timer = setInterval(refresh, INTERVAL);
    return () => {
      clearInterval(timer);
    };
  }, [refresh, newest]);
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
