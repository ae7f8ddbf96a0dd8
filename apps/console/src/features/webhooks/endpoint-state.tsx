import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { Tag } from '../../ui/tag';
import type { Endpoint } from './operations';

const COLOURS = { ACTIVE: 'green', PAUSED: 'yellow', ENDED: 'red' } as const;

/** Whether an endpoint is told of changes, since when, and why not; and since when nothing has arrived. */
export function EndpointState({ endpoint }: { readonly endpoint: Endpoint }) {
  const t = useText();
  const time = usePlainTime();
  const { state, stateSince, endedReason, failingSince } = endpoint;
  return (
    <>
      <Tag colour={COLOURS[state]}>{t(`webhookState.${state}`)}</Tag>{' '}
      <span className="app-muted">{t('webhooks.since', { at: time.full(stateSince) })}</span>
      {endedReason !== null && <div>{t(`webhookEnded.${endedReason}`)}</div>}
      {endedReason === null && failingSince !== null && (
        <div>{t('webhooks.failingSince', { at: time.full(failingSince) })}</div>
      )}
    </>
  );
}
