import { useState } from 'react';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ActForm } from '../../form/act-form';
import { emailText, LONGEST, optionalText, orNull, requiredText } from '../../form/text-rules';
import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { useMutationForm } from '../../form/use-mutation-form';
import { usePlainTime } from '../../i18n/plain-time';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { Dialog } from '../../ui/dialog';
import { EmailAddress } from '../../ui/email-address';
import { Select, TextInput } from '../../ui/fields';
import { Notification } from '../../ui/text-blocks';
import {
  DelegationQuery,
  NameDelegateMutation,
  RemoveDelegateMutation,
  type DelegateLine,
  type Delegation,
} from './delegation-operations';
import { SEAT_ROLES, type SeatRole } from './sets';

interface DelegationProps {
  readonly invitationId: string;
  /** What the organisation is called: its name stands in every question */
  readonly organisationName: string;
  /** Whether the reader answers for the organisation, or is of the host */
  readonly isOwn: boolean;
}

/** Who is in the delegation of an organisation, and how its seats stand. */
export function DelegationSection({ invitationId, organisationName, isOwn }: DelegationProps) {
  const t = useText();
  const read = useRead(DelegationQuery, { id: invitationId });
  const [news, setNews] = useState<{ readonly kind: 'named' | 'removed'; readonly name: string }>();
  return (
    <section aria-labelledby="delegation">
      <h2 className="govuk-heading-m" id="delegation">
        {t('delegation.title')}
      </h2>
      <Reading read={read}>
        {({ node }, refresh) => {
          if (node === null || !('seatBalances' in node)) return null;
          const tell = (kind: 'named' | 'removed') => (name: string) => {
            setNews({ kind, name });
            refresh();
          };
          // What went well before is no news beside what was refused.
          const forget = () => {
            setNews(undefined);
          };
          return (
            <>
              {news !== undefined && (
                <Notification title={t('general.success')} kind="success" of={news}>
                  <p className="govuk-notification-banner__heading">
                    {t(`delegation.${news.kind}`, {
                      name: isolate(news.name),
                      organisation: isolate(organisationName),
                    })}
                  </p>
                </Notification>
              )}
              <Times delegation={node} isOwn={isOwn} />
              <Members delegation={node} onRemoved={tell('removed')} onRefused={forget} />
              {node.canNameDelegates && (
                <NameForm
                  invitationId={invitationId}
                  organisationName={organisationName}
                  balances={node.seatBalances}
                  onNamed={tell('named')}
                  onRefused={forget}
                />
              )}
            </>
          );
        }}
      </Reading>
    </section>
  );
}

/** Until when, since when or from when the delegation is changed by whom; nothing where the conference has set no time. */
function Times({
  delegation: { conference },
  isOwn,
}: {
  readonly delegation: Delegation;
  readonly isOwn: boolean;
}) {
  const t = useText();
  const time = usePlainTime();
  const window = conference.windows.find(({ kind }) => kind === 'DELEGATION');
  if (window === undefined) return null;
  const phase = window.isOpen ? 'OPEN' : Date.parse(window.opensAt) > Date.now() ? 'BEFORE' : 'AFTER';
  const moment = time.full(phase === 'BEFORE' ? window.opensAt : window.closesAt);
  return (
    <p className="govuk-body app-reading">
      {t(`delegationTime.${isOwn ? 'own' : 'host'}.${phase}`, { moment })}
    </p>
  );
}

interface MembersProps {
  readonly delegation: Delegation;
  readonly onRemoved: (name: string) => void;
  readonly onRefused: () => void;
}

function Members({ delegation: { delegates, seatBalances, canNameDelegates }, ...told }: MembersProps) {
  const t = useText();
  const columns: Column<DelegateLine>[] = [
    { key: 'name', header: t('access.name'), isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'role', header: t('delegation.seat'), cell: ({ role }) => t(`seatRole.${role}`) },
    {
      key: 'position',
      header: t('delegation.position'),
      cell: ({ position }) => (position === null ? t('general.notGiven') : <bdi>{position}</bdi>),
    },
    {
      key: 'email',
      header: t('access.email'),
      cell: ({ email }) => (email === null ? t('general.notGiven') : <EmailAddress>{email}</EmailAddress>),
    },
  ];
  if (canNameDelegates)
    columns.push({
      key: 'remove',
      header: t('staff.change'),
      isAct: true,
      cell: (delegate) => <RemoveDelegate delegate={delegate} {...told} />,
    });
  return (
    <>
      <p className="govuk-body">
        {seatBalances
          .map(({ role, named, offered }) =>
            t('delegation.balance', { role: t(`seatRole.${role}`), named, offered }),
          )
          .join(', ')}
      </p>
      <DataTable
        caption={t('delegation.count', { count: delegates.length })}
        columns={columns}
        rows={delegates}
        rowKey={({ id }) => id}
        empty={<p className="govuk-body">{t('delegation.none')}</p>}
      />
    </>
  );
}

const schema = z.object({
  role: requiredText('delegation.seat.missing'),
  name: requiredText('staff.name.missing', LONGEST.name),
  email: emailText(),
  position: optionalText(LONGEST.name),
});

interface NameFormProps {
  readonly invitationId: string;
  readonly organisationName: string;
  readonly balances: Delegation['seatBalances'];
  readonly onNamed: (name: string) => void;
  readonly onRefused: () => void;
}

/** What was typed stays where the last seat has just gone to somebody else, who is named. */
function NameForm({ invitationId, organisationName, balances, onNamed, onRefused }: NameFormProps) {
  const t = useText();
  const offered = SEAT_ROLES.filter((role) => balances.some((one) => one.role === role && one.offered > 0));
  const free = offered.find((role) => balances.some((one) => one.role === role && one.free > 0));
  const state = useMutationForm(NameDelegateMutation, {
    id: 'delegate',
    also: ['OrganisationInvitation', 'AuditEvent'],
    schema,
    defaults: { role: free ?? '', name: '', email: '', position: '' },
    variables: ({ role, name, email, position }) => ({
      input: {
        invitationId,
        role: role as SeatRole,
        name,
        email: orNull(email),
        position: orNull(position),
      },
    }),
    refusalValues: ({ namedFor, takenBy }) => ({
      isTaken: takenBy === null ? 'no' : 'yes',
      name: isolate(takenBy ?? ''),
      organisation: isolate(namedFor ?? ''),
    }),
    onRefused: () => {
      onRefused();
      return false;
    },
    onDone: ({ delegate }, { name }) => {
      state.form.reset();
      onNamed(delegate?.name ?? name);
    },
  });
  return (
    <div className="app-reading">
      <h3 className="govuk-heading-s">{t('delegation.nameFor', { name: isolate(organisationName) })}</h3>
      <ActForm state={state} submitLabel={t('delegation.name')}>
        <Select
          {...state.field('role')}
          label={t('delegation.seat')}
          options={offered.map((role) => ({ value: role, label: t(`seatRole.${role}`) }))}
        />
        <TextInput {...state.field('name')} label={t('access.name')} autoComplete="off" />
        <TextInput {...state.field('position')} label={t('delegation.positionOptional')} autoComplete="off" />
        <TextInput
          {...state.field('email')}
          type="email"
          label={t('delegation.emailOptional')}
          hint={t('delegation.emailHint')}
          autoComplete="off"
          spellCheck={false}
        />
      </ActForm>
    </div>
  );
}

function RemoveDelegate({
  delegate,
  onRemoved,
  onRefused,
}: Pick<MembersProps, 'onRemoved' | 'onRefused'> & { readonly delegate: DelegateLine }) {
  const t = useText();
  const [isAsking, setIsAsking] = useState(false);
  const name = isolate(delegate.name);
  const { press, isActing, problem, forgetProblem } = useMutationButton(RemoveDelegateMutation, {
    also: ['OrganisationInvitation', 'AuditEvent'],
    onDone: () => {
      setIsAsking(false);
      onRemoved(delegate.name);
    },
    onProblem: onRefused,
  });
  return (
    <>
      <Button
        variant="secondary"
        aria-label={t('delegation.removeNamed', { name })}
        onClick={() => {
          forgetProblem();
          setIsAsking(true);
        }}
      >
        {t('staff.revoke')}
      </Button>
      {isAsking && (
        <Dialog
          title={t('delegation.removeNamed', { name })}
          closeLabel={t('general.cancel')}
          onClose={() => {
            setIsAsking(false);
          }}
        >
          <p className="govuk-body">{t('delegation.removeText')}</p>
          <Problem of={problem} />
          <Button
            variant="warning"
            isBusy={isActing}
            onClick={() => void press({ id: delegate.id, input: {} })}
          >
            {t('staff.revoke')}
          </Button>
        </Dialog>
      )}
    </>
  );
}
