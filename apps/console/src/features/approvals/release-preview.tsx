import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { More } from '../../lists/more';
import { EmailAddress } from '../../ui/email-address';
import { Details } from '../../ui/text-blocks';
import { BadgeName, PersonName } from '../../ui/person-name';
import {
  MoreMessagesQuery,
  type Preview,
  type PreviewedMessage,
  type PreviewedNotice,
  type Skipped,
} from './release-operations';

/** What is to be released: null for everything that waits. */
export interface Selection {
  readonly conferenceId: string;
  readonly nominationIds: string[] | null;
}

interface PreviewedMessagesProps {
  readonly preview: Preview;
  readonly selection: Selection;
}

/** Every message word for word, folded to one line each: the bodies' notices, then the invitations. */
export function PreviewedMessages({ preview, selection }: PreviewedMessagesProps) {
  const t = useText();
  const { messages, notices, promotions, messageCount } = preview;
  return (
    <section aria-labelledby="preview-heading">
      <h2 className="govuk-heading-m" id="preview-heading">
        {t('release.messages', { count: messageCount })}
      </h2>
      <MessageList messages={notices} />
      {promotions.length > 0 && (
        <>
          <h3 className="govuk-heading-s">{t('release.movesUp', { count: promotions.length })}</h3>
          <MessageList messages={promotions} />
          <h3 className="govuk-heading-s">{t('release.approvedOnes')}</h3>
        </>
      )}
      <MessageList messages={messages} />
      <MoreMessages
        key={messages.at(-1)?.nomination?.id}
        after={messages}
        shown={notices.length + promotions.length + messages.length}
        total={messageCount}
        selection={selection}
      />
    </section>
  );
}

function MessageList({ messages }: { readonly messages: readonly (PreviewedMessage | PreviewedNotice)[] }) {
  if (messages.length === 0) return null;
  return (
    <ul className="govuk-list">
      {messages.map((message) => (
        <li key={`${message.subject} ${message.recipientEmail} ${nominationOf(message)?.id}`}>
          <PreviewedMessageDetails message={message} />
        </li>
      ))}
    </ul>
  );
}

interface MoreMessagesProps {
  /** The page before */
  readonly after: readonly PreviewedMessage[];
  readonly shown: number;
  readonly total: number;
  readonly selection: Selection;
}

/** A button that gives way to the next page, which ends with such a button again. */
function MoreMessages({ after, shown, total, selection }: MoreMessagesProps) {
  const t = useText();
  const last = after.at(-1)?.nomination?.id;
  if (last === undefined || shown >= total) return null;
  return (
    <More label={t('release.more', { shown, count: total })}>
      {() => <NextMessages last={last} shown={shown} total={total} selection={selection} />}
    </More>
  );
}

interface NextMessagesProps extends Omit<MoreMessagesProps, 'after'> {
  readonly last: string;
}

function NextMessages({ last, shown, total, selection }: NextMessagesProps) {
  const read = useRead(MoreMessagesQuery, { ...selection, after: last });
  return (
    <Reading read={read}>
      {({ releasePreview: { messages } }) => (
        <>
          <MessageList messages={messages} />
          <MoreMessages
            after={messages}
            shown={shown + messages.length}
            total={total}
            selection={selection}
          />
        </>
      )}
    </Reading>
  );
}

const nominationOf = (message: PreviewedMessage | PreviewedNotice): PreviewedMessage['nomination'] =>
  'nomination' in message ? message.nomination : null;

function PreviewedMessageDetails({ message }: { readonly message: PreviewedMessage | PreviewedNotice }) {
  const t = useText();
  const nomination = nominationOf(message);
  return (
    <Details
      summary={
        <Text
          id="release.messageTo"
          values={{
            kind: t(`messageKind.${message.kind}`),
            name: (
              <>
                <bdi>{message.recipientName}</bdi>
                {nomination !== null && <BadgeName person={nomination.person} />}
              </>
            ),
          }}
        />
      }
    >
      <p className="govuk-body">
        {message.recipientEmail !== null && <EmailAddress>{message.recipientEmail}</EmailAddress>}
        <br />
        <strong>
          <bdi>{message.subject}</bdi>
        </strong>
      </p>
      <div className="app-message-text" dir="auto">
        {message.text}
      </div>
      {nomination !== null && (
        <Link className="govuk-link" to={`/inbox/${nomination.id}`}>
          <Text id="release.openNomination" values={{ name: <PersonName person={nomination.person} /> }} />
        </Link>
      )}
    </Details>
  );
}

interface SkippedDecisionsProps {
  readonly skipped: readonly Skipped[];
  readonly title: string;
}

/** What a release passes over, each with its reason. */
export function SkippedDecisions({ skipped, title }: SkippedDecisionsProps) {
  const t = useText();
  if (skipped.length === 0) return null;
  return (
    <section aria-labelledby="skipped-heading">
      <h2 className="govuk-heading-m" id="skipped-heading">
        {title}
      </h2>
      <ul className="govuk-list govuk-list--bullet">
        {skipped.map(({ nomination, reason, sameAs }) => (
          <li key={nomination.id}>
            <Link className="govuk-link" to={`/inbox/${nomination.id}`}>
              <PersonName person={nomination.person} /> (<bdi>{nomination.reference}</bdi>)
            </Link>
            {t('general.colon')}
            {sameAs === null ? (
              <bdi>{reason}</bdi>
            ) : (
              <Text id="release.samePerson" values={{ reference: <bdi>{sameAs}</bdi> }} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
