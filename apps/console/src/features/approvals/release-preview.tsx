import { Link } from 'react-router';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Details } from '../../ui/text-blocks';
import type { Preview, PreviewedMessage, Skipped } from './release-operations';

interface PreviewedMessagesProps {
  readonly preview: Preview;
  readonly onMore: () => void;
}

/** Every message word for word, folded to one line each. */
export function PreviewedMessages({ preview, onMore }: PreviewedMessagesProps) {
  const t = useText();
  const { messages, messageCount } = preview;
  return (
    <section aria-labelledby="preview-heading">
      <h2 className="govuk-heading-m" id="preview-heading">
        {t('release.messages', { count: messageCount })}
      </h2>
      <ul className="govuk-list">
        {messages.map((message) => (
          <li key={`${message.kind} ${message.nomination.id} ${message.recipientEmail}`}>
            <PreviewedMessageDetails message={message} />
          </li>
        ))}
      </ul>
      {messages.length < messageCount && (
        <Button variant="secondary" onClick={onMore}>
          {t('release.more', { shown: messages.length, count: messageCount })}
        </Button>
      )}
    </section>
  );
}

function PreviewedMessageDetails({ message }: { readonly message: PreviewedMessage }) {
  const t = useText();
  return (
    <Details
      summary={
        <Text
          id="release.messageTo"
          values={{ kind: t(`messageKind.${message.kind}`), name: <bdi>{message.recipientName}</bdi> }}
        />
      }
    >
      <p className="govuk-body">
        <bdi>{message.recipientEmail}</bdi>
        <br />
        <strong>
          <bdi>{message.subject}</bdi>
        </strong>
      </p>
      <div className="app-message-text" dir="auto">
        {message.text}
      </div>
      <Link className="govuk-link" to={`/inbox/${message.nomination.id}`}>
        <Text id="release.openNomination" values={{ name: <bdi>{message.nomination.person.name}</bdi> }} />
      </Link>
    </Details>
  );
}

interface SkippedDecisionsProps {
  readonly skipped: readonly Skipped[];
  readonly title: string;
}

/** What a release passes over, each with its reason. */
export function SkippedDecisions({ skipped, title }: SkippedDecisionsProps) {
  if (skipped.length === 0) return null;
  return (
    <section aria-labelledby="skipped-heading">
      <h2 className="govuk-heading-m" id="skipped-heading">
        {title}
      </h2>
      <ul className="govuk-list govuk-list--bullet">
        {skipped.map(({ nomination, reason }) => (
          <li key={nomination.id}>
            <Link className="govuk-link" to={`/inbox/${nomination.id}`}>
              <bdi>{nomination.person.name}</bdi> (<bdi>{nomination.reference}</bdi>)
            </Link>
            {': '}
            <bdi>{reason}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
