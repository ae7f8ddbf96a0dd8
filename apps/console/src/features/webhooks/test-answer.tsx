import { useRead } from '../../api/use-read';
import { useWatching } from '../../api/use-watching';
import { useShownFirst } from '../../form/saved-meanwhile';
import { useText } from '../../i18n/use-text';
import { Notification } from '../../ui/text-blocks';
import { TestDeliveryQuery } from './operations';
import { useAnswer } from './use-answer';

/** What became of a test that was sent just now: it is tried at once, so its answer is there within seconds. */
export function TestAnswer({ id }: { readonly id: string }) {
  const t = useText();
  const answerOf = useAnswer();
  const read = useRead(TestDeliveryQuery, { id });
  const node = read.state === 'ready' ? read.data.node : null;
  const test = node !== null && 'state' in node ? node : undefined;
  const isWaiting = test === undefined || test.state === 'WAITING';
  useWatching(read.state === 'ready' && isWaiting ? read.refresh : undefined, id);
  if (test?.state === 'FAILED') return <FailedTest answer={answerOf(test)} />;
  return (
    <Notification title={t('webhooks.test')} kind="success" of={isWaiting}>
      <p className="govuk-notification-banner__heading">
        {isWaiting ? t('webhooks.test.waiting') : t('webhooks.test.arrived', { answer: answerOf(test) })}
      </p>
    </Notification>
  );
}

function FailedTest({ answer }: { readonly answer: string }) {
  const t = useText();
  const ref = useShownFirst();
  return (
    <div ref={ref} tabIndex={-1} role="alert">
      <Notification title={t('general.important')}>
        <p className="govuk-notification-banner__heading">{t('webhooks.test.failed', { answer })}</p>
      </Notification>
    </div>
  );
}
