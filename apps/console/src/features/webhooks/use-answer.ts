import type { MessageId } from '../../i18n/catalogue.en';
import { useText } from '../../i18n/use-text';
import type { Delivery } from './operations';

type Answered = Pick<Delivery, 'lastStatus' | 'lastFailure'>;

/** The words for a status, the first that fits: by the status itself, or by its hundreds. */
function wordsFor(status: number): MessageId {
  if (status < 300) return 'webhooks.answered.taken';
  if (status < 400) return 'webhooks.answered.elsewhere';
  if (status === 401 || status === 403) return 'webhooks.answered.notAllowed';
  if (status === 404) return 'webhooks.answered.notFound';
  if (status === 410) return 'webhooks.answered.gone';
  if (status === 429) return 'webhooks.answered.tooMuch';
  return status < 500 ? 'webhooks.answered.refused' : 'webhooks.answered.fault';
}

/** What a receiver answered last, or why it did not, in plain words. */
export function useAnswer(): (delivery: Answered) => string {
  const t = useText();
  return ({ lastStatus, lastFailure }) => {
    if (lastFailure !== null) return t(`webhookFailure.${lastFailure}`);
    return lastStatus === null
      ? t('webhooks.answered.notYet')
      : t(wordsFor(lastStatus), { status: String(lastStatus) });
  };
}
