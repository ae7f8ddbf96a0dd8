import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useParams } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { FormDialog } from '../../form/form-dialog';
import { useLocale } from '../../i18n/locale-provider';
import { usePlainTime } from '../../i18n/plain-time';
import { isolate, useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { BackLink } from '../../ui/back-link';
import { Button } from '../../ui/button';
import { SummaryList } from '../../ui/summary-list';
import { Notification } from '../../ui/text-blocks';
import { DAY } from './day';
import { DelegationSection } from './own-delegation';
import { NoteForm } from './invitation-acts';
import { AcceptOrganisationInvitationMutation, RegretOrganisationInvitationMutation } from './operations';
import { AskOrganisationInvitationMutation, OwnInvitationQuery, type OwnInvitation } from './own-operations';
import { useSeatsInWords } from './seats-in-words';
import { StateTag } from './state-tag';

const OWN_ACTS = ['ACCEPT', 'ASK', 'REGRET'] as const;
type OwnAct = (typeof OWN_ACTS)[number];

/** The invitation of one organisation, for whoever answers for it. Its name stands on the page, in each dialog and in each answer. */
export function OwnInvitationPage() {
  const t = useText();
  const { locale } = useLocale();
  const { id = '' } = useParams();
  const read = useRead(OwnInvitationQuery, { id, language: locale });
  const loaded = read.state === 'ready' ? read.data.node : null;
  const name = loaded !== null && 'replyByEnds' in loaded ? loaded.organisationName : undefined;
  const [done, setDone] = useState<{ readonly act: OwnAct }>();
  return (
    <>
      <BackLink to="/own-organisations">{t('own.title')}</BackLink>
      <ConsolePage
        title={name ?? t('delegations.one')}
        heading={name !== undefined && <bdi>{name}</bdi>}
        caption={name !== undefined && t('own.invitation')}
      >
        <Reading read={read}>
          {({ node }, refresh) => {
            if (node === null || !('replyByEnds' in node))
              return <p className="govuk-body">{t('delegations.notThere')}</p>;
            return (
              <>
                {done !== undefined && (
                  <Notification title={t('general.success')} kind="success" of={done}>
                    <p className="govuk-notification-banner__heading">
                      {t(`ownDone.${done.act}`, { name: isolate(node.organisationName) })}
                    </p>
                  </Notification>
                )}
                <OwnFacts invitation={node} />
                <DelegationPart invitation={node} />
                <OwnActs
                  invitation={node}
                  onDone={(act) => {
                    setDone({ act });
                    refresh();
                  }}
                />
              </>
            );
          }}
        </Reading>
      </ConsolePage>
    </>
  );
}

/** From when the organisation has accepted. */
function DelegationPart({
  invitation: { id, state, organisationName, version },
}: {
  readonly invitation: OwnInvitation;
}) {
  if (state !== 'ACCEPTED') return null;
  return <DelegationSection key={version} invitationId={id} organisationName={organisationName} isOwn />;
}

/** The moment on the reader’s own clock, where their clock shows another day than the conference’s; else undefined. */
function useOwnMoment({
  replyBy,
  replyByEnds,
}: Pick<OwnInvitation, 'replyBy' | 'replyByEnds'>): string | undefined {
  const { formatDate } = useIntl();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(
    new Date(replyByEnds),
  );
  if (day === replyBy) return undefined;
  const moment = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return formatDate(replyByEnds, { ...moment, hourCycle: 'h23', timeZone });
}

function OwnFacts({ invitation }: { readonly invitation: OwnInvitation }) {
  const t = useText();
  const time = usePlainTime();
  const seatsInWords = useSeatsInWords();
  const { formatDate } = useIntl();
  const { conference, level, seats, replyBy, salutation, signatory } = invitation;
  const ownMoment = useOwnMoment(invitation);
  const given = (text: string | null) => (text === null ? t('general.notGiven') : <bdi>{text}</bdi>);
  const moments = (['sentAt', 'answeredAt', 'askedAt'] as const).flatMap((key) => {
    const moment = invitation[key];
    return moment === null ? [] : [{ key, label: t(`delegations.${key}`), value: time.moment(moment) }];
  });
  return (
    <div className="app-reading">
      {invitation.askedAt !== null && <p className="govuk-body">{t('own.asked')}</p>}
      <SummaryList
        rows={[
          { key: 'state', label: t('delegations.state'), value: <StateTag {...invitation} /> },
          { key: 'conference', label: t('own.conference'), value: <bdi>{conference.name}</bdi> },
          { key: 'level', label: t('delegations.level'), value: t(`invitationLevel.${level}`) },
          { key: 'seats', label: t('delegations.seats'), value: seatsInWords(seats) },
          {
            key: 'replyBy',
            label: t('delegations.replyBy'),
            value: (
              <>
                {t('own.replyByEnd', {
                  day: formatDate(replyBy, { weekday: 'long', ...DAY }),
                  city: isolate(conference.city),
                })}
                {ownMoment !== undefined && (
                  <>
                    <br />
                    <span className="govuk-hint">{t('own.ownMoment', { moment: ownMoment })}</span>
                  </>
                )}
              </>
            ),
          },
          { key: 'salutation', label: t('delegations.salutation'), value: given(salutation) },
          { key: 'signatory', label: t('delegations.signatory'), value: given(signatory) },
          ...moments,
        ]}
      />
    </div>
  );
}

interface OwnActsProps {
  readonly invitation: OwnInvitation;
  readonly onDone: (act: OwnAct) => void;
}

/** What can be answered now, each confirmed in words with the organisation’s name. */
function OwnActs({ invitation, onDone }: OwnActsProps) {
  const t = useText();
  const [asked, setAsked] = useState<OwnAct>();
  const name = isolate(invitation.organisationName);
  const offered = OWN_ACTS.filter((act) => invitation.availableActions.includes(act));
  return (
    <>
      {offered.includes('ASK') && <p className="govuk-body app-reading">{t('own.tooLate')}</p>}
      {offered.length > 0 && (
        <div className="govuk-button-group">
          {offered.map((act) => (
            <Button
              key={act}
              variant={act === 'REGRET' ? 'secondary' : undefined}
              onClick={() => {
                setAsked(act);
              }}
            >
              {t(`ownAct.${act}`)}
            </Button>
          ))}
        </div>
      )}
      {asked !== undefined && (
        <FormDialog
          title={t(`ownAsks.${asked}`, { name })}
          onClose={() => {
            setAsked(undefined);
          }}
        >
          <OwnForm
            act={asked}
            invitation={invitation}
            onDone={() => {
              setAsked(undefined);
              onDone(asked);
            }}
          />
        </FormDialog>
      )}
    </>
  );
}

function OwnForm({
  act,
  ...props
}: {
  readonly act: OwnAct;
  readonly invitation: OwnInvitation;
  readonly onDone: () => void;
}) {
  const t = useText();
  const words = {
    submit: t(`ownAct.${act}`),
    label: t('own.note'),
    hint: t('own.noteHint', { name: isolate(props.invitation.organisationName) }),
  };
  switch (act) {
    case 'ACCEPT':
      return (
        <NoteForm {...props} action={act} words={words} mutation={AcceptOrganisationInvitationMutation} />
      );
    case 'ASK':
      return <NoteForm {...props} action={act} words={words} mutation={AskOrganisationInvitationMutation} />;
    case 'REGRET':
      return (
        <NoteForm {...props} action={act} words={words} mutation={RegretOrganisationInvitationMutation} />
      );
  }
}
