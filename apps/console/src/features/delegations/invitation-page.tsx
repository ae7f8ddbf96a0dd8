import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Link, useParams } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { useLocale } from '../../i18n/locale-provider';
import { usePlainTime } from '../../i18n/plain-time';
import { useLanguageName } from '../../i18n/use-language-name';
import { useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { lastShown } from '../../lists/last-shown';
import { BackLink } from '../../ui/back-link';
import { SummaryList } from '../../ui/summary-list';
import { Notification } from '../../ui/text-blocks';
import { AuditEventsQuery } from '../audit/operations';
import { useAuthorInWords } from '../audit/use-who-saved';
import { WhatHappened } from '../audit/what-happened';
import { useConferenceId } from '../conference/current-conference';
import { DAY } from './day';
import { FocalPoints } from './focal-points';
import { DelegationSection } from './own-delegation';
import { InvitationActs } from './invitation-acts';
import { Letters } from './letters';
import { OrganisationInvitationQuery, type Invitation, type InvitationAction } from './operations';
import { useSeatsInWords } from './seats-in-words';
import { StateTag } from './state-tag';

/** The letter to one organisation: what it says, where it stands, what can be done with it, and what happened. */
export function InvitationPage() {
  const t = useText();
  const { locale } = useLocale();
  const { id = '' } = useParams();
  const read = useRead(OrganisationInvitationQuery, { id, language: locale });
  const loaded = read.state === 'ready' ? read.data.node : null;
  const shown = loaded !== null && 'replyByEnds' in loaded ? loaded : undefined;
  const name = shown?.organisation?.name;
  const [done, setDone] = useState<{ readonly what: InvitationAction }>();
  return (
    <>
      <BackLink to={lastShown('/delegations')}>{t('delegations.title')}</BackLink>
      <ConsolePage
        title={name ?? t('delegations.one')}
        heading={name !== undefined && <bdi>{name}</bdi>}
        caption={name !== undefined && t('delegations.one')}
      >
        <Reading read={read}>
          {({ node }, refresh) => {
            if (node === null || !('replyByEnds' in node))
              return <p className="govuk-body">{t('delegations.notThere')}</p>;
            return (
              <>
                {done !== undefined && (
                  <Notification title={t('general.success')} kind="success" of={done}>
                    <p className="govuk-notification-banner__heading">{t(`invitationDone.${done.what}`)}</p>
                  </Notification>
                )}
                <Facts invitation={node} />
                <Letters invitation={node} />
                <InvitationActs
                  invitation={node}
                  onDone={(what) => {
                    setDone({ what });
                    refresh();
                  }}
                />
                {node.state === 'ACCEPTED' && (
                  <DelegationSection
                    invitationId={node.id}
                    organisationName={node.organisation?.name ?? ''}
                    isOwn={false}
                  />
                )}
                <FocalPoints invitationId={node.id} />
                <Happened key={node.version} id={node.id} />
              </>
            );
          }}
        </Reading>
      </ConsolePage>
    </>
  );
}

function Facts({ invitation }: { readonly invitation: Invitation }) {
  const t = useText();
  const time = usePlainTime();
  const languageName = useLanguageName();
  const seatsInWords = useSeatsInWords();
  const { formatDate } = useIntl();
  const { organisation, level, seats, replyBy, language, signatory, salutation, approvedBy, createdBy } =
    invitation;
  const given = (text: string | null | undefined) =>
    text === null || text === undefined ? t('general.notGiven') : <bdi>{text}</bdi>;
  const moments = (
    ['approvedAt', 'sentAt', 'acknowledgedAt', 'answeredAt', 'askedAt', 'remindedAt', 'endedAt'] as const
  ).flatMap((key) => {
    const moment = invitation[key];
    return moment === null ? [] : [{ key, label: t(`delegations.${key}`), value: time.moment(moment) }];
  });
  return (
    <div className="app-reading">
      <SummaryList
        rows={[
          { key: 'state', label: t('delegations.state'), value: <StateTag {...invitation} /> },
          {
            key: 'organisation',
            label: t('delegations.organisation'),
            value:
              organisation === null ? (
                t('general.notGiven')
              ) : (
                <Link className="govuk-link" to={`/organisations/${organisation.id}`}>
                  <bdi>{organisation.name}</bdi>
                </Link>
              ),
          },
          { key: 'level', label: t('delegations.level'), value: t(`invitationLevel.${level}`) },
          { key: 'seats', label: t('delegations.seats'), value: seatsInWords(seats) },
          {
            key: 'replyBy',
            label: t('delegations.replyBy'),
            value: t('delegations.replyByEnd', { day: formatDate(replyBy, { weekday: 'long', ...DAY }) }),
          },
          { key: 'language', label: t('delegations.language'), value: languageName(language) },
          { key: 'signatory', label: t('delegations.signatory'), value: given(signatory) },
          { key: 'salutation', label: t('delegations.salutation'), value: given(salutation) },
          { key: 'createdBy', label: t('delegations.createdBy'), value: given(createdBy?.name) },
          ...(approvedBy === null
            ? []
            : [{ key: 'approvedBy', label: t('delegations.approvedBy'), value: given(approvedBy.name) }]),
          ...moments,
          ...(invitation.remindedBy === null
            ? []
            : [
                {
                  key: 'remindedBy',
                  label: t('delegations.remindedBy'),
                  value: given(invitation.remindedBy.name),
                },
              ]),
        ]}
      />
    </div>
  );
}

/** What happened to it, the newest first. */
function Happened({ id }: { readonly id: string }) {
  const t = useText();
  const inWords = useAuthorInWords();
  const conferenceId = useConferenceId();
  const read = useRead(AuditEventsQuery, { conferenceId, filter: { subjectId: id } });
  return (
    <section aria-labelledby="invitation-history">
      <h2 className="govuk-heading-m" id="invitation-history">
        {t('delegations.history')}
      </h2>
      <Reading read={read}>
        {({ auditEvents }) =>
          auditEvents.nodes.length === 0 ? (
            <p className="govuk-body">{t('delegations.noHistory')}</p>
          ) : (
            <ol className="govuk-list govuk-list--spaced">
              {auditEvents.nodes.map((event) => (
                <li key={event.id}>
                  <WhatHappened event={event} />
                  <br />
                  <span className="govuk-hint">{inWords(event)}</span>
                </li>
              ))}
            </ol>
          )
        }
      </Reading>
    </section>
  );
}
