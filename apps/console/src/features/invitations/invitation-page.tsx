import { useEffect, useMemo, useState } from 'react';
import { FormattedDateTimeRange } from 'react-intl';
import { useLocation } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { linkToken } from '../access/link-token';
import { useSession } from '../access/session';
import { useLocale } from '../../i18n/locale-provider';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { ErrorSummary } from '../../ui/error-summary';
import { SummaryList } from '../../ui/summary-list';
import { Panel } from '../../ui/text-blocks';
import { AnswerForm } from './answer-form';
import { CalendarLinks } from './calendar-links';
import { InvitationQuery, type PersonalInvitation, type OvertakenBy } from './operations';

/**
 * Where the link in an invitation leads. The token stands behind the `#`, which browsers send to nobody; opening the
 * page answers nothing, it asks.
 */
export function InvitationPage() {
  const t = useText();
  const { hash } = useLocation();
  const token = linkToken(hash);
  const read = useRead(InvitationQuery, { token }, token === '');
  const [answered, setAnswered] = useState<PersonalInvitation>();
  if (answered !== undefined) return <Answered invitation={answered} />;
  if (token === '' || (read.state === 'ready' && read.data.invitation === null)) return <UnknownInvitation />;
  return (
    <ConsolePage title={t('invitation.title')}>
      <div className="app-reading">
        <Reading read={read}>
          {({ invitation }, refresh) =>
            invitation && (
              <InvitationParts
                invitation={invitation}
                token={token}
                onAnswered={setAnswered}
                onStale={refresh}
              />
            )
          }
        </Reading>
      </div>
    </ConsolePage>
  );
}

function UnknownInvitation() {
  const t = useText();
  const { locale } = useLocale();
  return (
    <ConsolePage title={t('invitation.unknown')}>
      <p className="govuk-body app-reading">{t('invitation.unknownText')}</p>
      <p className="govuk-body app-reading">
        <a className="govuk-link" href={`/invitation/plain/${locale}`}>
          {t('invitation.byCode')}
        </a>
      </p>
    </ConsolePage>
  );
}

interface InvitationPartsProps {
  readonly invitation: PersonalInvitation;
  readonly token: string;
  readonly onAnswered: (invitation: PersonalInvitation) => void;
  readonly onStale: () => void;
}

function InvitationParts({ invitation: read, token, onAnswered, onStale }: InvitationPartsProps) {
  const t = useText();
  const { setTimeZone } = useLocale();
  const time = usePlainTime();
  const [overtaken, setOvertaken] = useState<OvertakenBy>();
  // The refusal says what the invitation has become; the answer to reading it again is the newer word.
  const isPlaceGone = overtaken === 'PLACE_GONE';
  const state = read.state === 'PENDING' && !isPlaceGone ? (overtaken ?? read.state) : read.state;
  const invitation = { ...read, state, ...(isPlaceGone ? { changeableUntil: null } : {}) };
  const { conference, honorific, personName } = invitation;
  const { timeZone } = conference;
  useEffect(() => {
    setTimeZone(timeZone);
  }, [setTimeZone, timeZone]);
  const name = [honorific, personName].filter(Boolean).join(' ');
  return (
    <>
      <p className="govuk-body-l">
        <Text
          id="invitation.lead"
          values={{
            name: <bdi>{name}</bdi>,
            conference: <bdi>{conference.name}</bdi>,
            body: <bdi>{invitation.nominatedBy}</bdi>,
          }}
        />
      </p>
      <InvitationFacts invitation={invitation} />
      {overtaken !== undefined && <Overtaken by={overtaken} nominatedBy={invitation.nominatedBy} />}
      {state === 'PENDING' ? (
        <AnswerForm
          token={token}
          nominatedBy={invitation.nominatedBy}
          onAnswered={onAnswered}
          onOvertaken={(now) => {
            setOvertaken(now);
            onStale();
          }}
        />
      ) : (
        <p className="govuk-body">
          {t(
            state === 'DECLINED' && invitation.changeableUntil !== null
              ? 'invitation.over.DECLINED.open'
              : `invitation.over.${state}`,
          )}
        </p>
      )}
      {state === 'CONFIRMED' && (
        <>
          <h2 className="govuk-heading-m">{t('invitation.calendar')}</h2>
          <p className="govuk-body">{t('invitation.calendarText')}</p>
          <CalendarLinks invitation={invitation} />
        </>
      )}
      {(state === 'CONFIRMED' || state === 'DECLINED') && invitation.changeableUntil !== null && (
        <>
          <h2 className="govuk-heading-m">
            {t(state === 'CONFIRMED' ? 'invitation.changeTitle' : 'invitation.comeTitle')}
          </h2>
          <p className="govuk-body">
            {t(state === 'CONFIRMED' ? 'invitation.changeText' : 'invitation.comeText', {
              until: time.full(invitation.changeableUntil),
            })}
          </p>
          <AnswerForm
            token={token}
            nominatedBy={invitation.nominatedBy}
            changeTo={state === 'CONFIRMED' ? 'decline' : 'confirm'}
            onAnswered={onAnswered}
            onOvertaken={(now) => {
              setOvertaken(now);
              onStale();
            }}
          />
        </>
      )}
      <WhomToAsk contact={invitation.contact} />
    </>
  );
}

/** As the last lines of the mail say it. */
function WhomToAsk({ contact }: Pick<PersonalInvitation, 'contact'>) {
  const t = useText();
  return (
    <>
      <h2 className="govuk-heading-m">{t('invitation.contact')}</h2>
      <p className="govuk-body">
        {contact === null ? (
          t('invitation.noContact')
        ) : (
          <Text id="invitation.writeTo" values={{ contact: <bdi>{contact}</bdi> }} />
        )}
      </p>
    </>
  );
}

/** Stands where the form's errors stood: the answer came too late, and what had happened before it. */
function Overtaken({ by, nominatedBy }: { readonly by: OvertakenBy; readonly nominatedBy: string }) {
  const t = useText();
  const errors = useMemo(
    () => [
      {
        message:
          by === 'PLACE_GONE'
            ? t('refusal.confirmInvitation.PLACE_GONE', { nominatedBy: isolate(nominatedBy) })
            : t(`invitation.overtaken.${by}`),
      },
    ],
    [t, by, nominatedBy],
  );
  return <ErrorSummary title={t('form.thereIsAProblem')} errors={errors} />;
}

function InvitationFacts({ invitation }: { readonly invitation: PersonalInvitation }) {
  const t = useText();
  const time = usePlainTime();
  const { conference, state } = invitation;
  return (
    <SummaryList
      rows={[
        {
          key: 'dates',
          label: t('invitation.dates'),
          value: (
            <FormattedDateTimeRange
              from={new Date(`${conference.startsOn}T12:00:00Z`)}
              to={new Date(`${conference.endsOn}T12:00:00Z`)}
              day="numeric"
              month="long"
              year="numeric"
              timeZone="UTC"
            />
          ),
        },
        {
          key: 'venue',
          label: t('invitation.venue'),
          value: <bdi>{`${conference.venue}, ${conference.city}`}</bdi>,
        },
        { key: 'capacity', label: t('invitation.capacity'), value: t(`capacity.${invitation.capacity}`) },
        {
          key: 'state',
          label: t('invitation.answer'),
          value:
            state === 'PENDING'
              ? t('invitation.answerBy', { until: time.full(invitation.respondBy) })
              : t(`invitationState.${state}`),
        },
      ]}
    />
  );
}

function Answered({ invitation }: { readonly invitation: PersonalInvitation }) {
  const t = useText();
  const time = usePlainTime();
  const { service } = useSession();
  const isComing = invitation.state === 'CONFIRMED';
  const title = t(isComing ? 'invitation.confirmed' : 'invitation.declined');
  useEffect(() => {
    document.title = `${title} – ${service.name}`;
    document.querySelector<HTMLElement>('[data-page-heading]')?.focus();
  }, [title, service.name]);
  return (
    <div className="app-reading">
      <Panel title={title}>
        <bdi>{invitation.conference.name}</bdi>
      </Panel>
      <h2 className="govuk-heading-m">{t('invitation.next')}</h2>
      <p className="govuk-body">{t(isComing ? 'invitation.confirmedNext' : 'invitation.declinedNext')}</p>
      {invitation.changeableUntil !== null && (
        <p className="govuk-body">
          {t(isComing ? 'invitation.confirmedChange' : 'invitation.declinedChange', {
            until: time.full(invitation.changeableUntil),
          })}
        </p>
      )}
      {isComing && <CalendarLinks invitation={invitation} />}
      <WhomToAsk contact={invitation.contact} />
    </div>
  );
}
