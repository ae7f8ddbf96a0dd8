import { Link } from 'react-router';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import type { NominationWithMessages } from './operations';

/** The mail about a nomination and whether it arrived. */
export function NominationMessages({ messages }: Pick<NominationWithMessages, 'messages'>) {
  const t = useText();
  const time = usePlainTime();
  if (messages.length === 0) return null;
  return (
    <section aria-labelledby="messages-heading">
      <h2 className="govuk-heading-m" id="messages-heading">
        {t('nomination.messages')}
      </h2>
      <ul className="govuk-list govuk-list--spaced">
        {messages.map((message) => (
          <li key={message.id}>
            <Link className="govuk-link" to={`/messages?message=${message.id}`}>
              {t(`messageKind.${message.kind}`)}
            </Link>
            <br />
            <Text
              id="nomination.messageTo"
              values={{
                name: <bdi>{message.recipientName}</bdi>,
                state: t(`messageState.${message.state}`),
                at: time.full(message.sentAt ?? message.createdAt),
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
