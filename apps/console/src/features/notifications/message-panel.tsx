import { useMutationButton } from '../../form/use-mutation-button';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, type To } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { EmailAddress } from '../../ui/email-address';
import { SummaryList } from '../../ui/summary-list';
import { MessageStateTag } from './message-state-tag';
import { PersonName } from '../../ui/person-name';
import {
  MessageQuery,
  ReplayMessageMutation,
  SettleMessageMutation,
  type MessageDetails,
} from './operations';

interface MessagePanelProps {
  readonly id: string;
  readonly closeTo: To;
}

/** One message beside the list: what was written, what became of it, and what a person may do about it. */
export function MessagePanel({ id, closeTo }: MessagePanelProps) {
  const t = useText();
  const read = useRead(MessageQuery, { id });
  const navigate = useNavigate();
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, [id]);
  return (
    <section
      className="app-box app-message-panel"
      aria-labelledby="message-heading"
      onKeyDown={(event) => {
        if (event.key === 'Escape') void navigate(closeTo, { preventScrollReset: true });
      }}
    >
      <div className="app-bar">
        <h2 className="govuk-heading-m" id="message-heading" tabIndex={-1} ref={ref} data-page-heading="">
          {t('message.title')}
        </h2>
        <Link className="govuk-link app-screen-only" to={closeTo} preventScrollReset>
          {t('general.close')}
        </Link>
      </div>
      <Reading read={read}>
        {({ message }, refresh) =>
          message === null ? (
            <p className="govuk-body">{t('refusal.NOT_FOUND')}</p>
          ) : (
            <MessageParts key={id} message={message} onDecided={refresh} />
          )
        }
      </Reading>
    </section>
  );
}

interface MessagePartsProps {
  readonly message: MessageDetails;
  readonly onDecided: () => void;
}

function MessageParts({ message, onDecided }: MessagePartsProps) {
  const t = useText();
  const time = usePlainTime();
  const rows = [
    {
      key: 'to',
      label: t('messages.to'),
      value: (
        <>
          <bdi>{message.recipientName}</bdi>
          <br />
          <EmailAddress>{message.recipientEmail}</EmailAddress>
        </>
      ),
    },
    { key: 'kind', label: t('messages.kind'), value: t(`messageKind.${message.kind}`) },
    { key: 'state', label: t('messages.state'), value: <MessageStateTag state={message.state} /> },
    { key: 'written', label: t('message.written'), value: time.full(message.createdAt) },
    ...(message.sentAt === null
      ? []
      : [{ key: 'sent', label: t('message.sent'), value: time.full(message.sentAt) }]),
    ...(message.nextAttemptAt === null
      ? []
      : [{ key: 'next', label: t('message.nextAttempt'), value: time.full(message.nextAttemptAt) }]),
    { key: 'attempts', label: t('message.attempts'), value: message.attempts },
    ...(message.lastError === null
      ? []
      : [{ key: 'error', label: t('message.lastError'), value: <bdi>{message.lastError}</bdi> }]),
    ...(message.nomination === null
      ? []
      : [
          {
            key: 'nomination',
            label: t('message.about'),
            value: (
              <Link className="govuk-link app-stacked-link" to={`/nominations/${message.nomination.id}`}>
                <PersonName person={message.nomination.person} /> (<bdi>{message.nomination.reference}</bdi>)
              </Link>
            ),
          },
        ]),
  ];
  return (
    <>
      <SummaryList rows={rows} />
      <h3 className="govuk-heading-s">
        <bdi>{message.subject}</bdi>
      </h3>
      <div className="app-message-text" dir="auto">
        {message.text}
      </div>
      {message.state === 'HELD' && <p className="govuk-inset-text">{t('message.inDoubt')}</p>}
      <Deciding message={message} onDecided={onDecided} />
    </>
  );
}

/** What a person may do about a message that did not arrive, or of which nobody knows. */
function Deciding({ message, onDecided }: MessagePartsProps) {
  const t = useText();
  const [notice, setNotice] = useState<string>();
  const said = useRef<HTMLParagraphElement>(null);
  /** The buttons go with what they did: the words that say so stay, and have the focus. */
  const tell = (words: string) => {
    setNotice(words);
    said.current?.focus();
    onDecided();
  };
  const told = (done: string) => ({
    also: ['Message'],
    onDone: () => {
      tell(done);
    },
    onProblem: tell,
  });
  const replay = useMutationButton(ReplayMessageMutation, told(t('message.replayed')));
  const settle = useMutationButton(SettleMessageMutation, told(t('message.settled')));
  const sent = { id: message.id, input: {} };
  return (
    <>
      {(message.canReplay || message.canSettle) && (
        <div className="govuk-button-group">
          {message.canReplay && (
            <Button variant="secondary" isBusy={replay.isActing} onClick={() => void replay.press(sent)}>
              {t('message.replay')}
            </Button>
          )}
          {message.canSettle && (
            <Button variant="secondary" isBusy={settle.isActing} onClick={() => void settle.press(sent)}>
              {t('message.settle')}
            </Button>
          )}
        </div>
      )}
      <p className="govuk-body" role="status" tabIndex={-1} ref={said}>
        {notice}
      </p>
    </>
  );
}
