import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { useLocale } from '../../i18n/locale-provider';
import { isolate, useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { useLastShown } from '../../lists/last-shown';
import { ListFilters } from '../../lists/list-filters';
import { ListPages } from '../../lists/list-pages';
import { useListAddress, type ListAddress } from '../../lists/use-list-address';
import { known, optionsOf } from '../../lists/words';
import { Button } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { Notification } from '../../ui/text-blocks';
import { hasRole } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId } from '../conference/current-conference';
import { DAY } from './day';
import { Figures } from './figures';
import { InviteOrganisation } from './invite-organisation';
import { OrganisationInvitationsQuery, type InvitationLine, type InvitationsVariables } from './operations';
import { RemindInvitation } from './remind-invitation';
import { LEVELS, REGIONS, seatsTogether, STATES } from './sets';
import { StateTag } from './state-tag';

const orUndefined = <Value,>(values: Value[]) => (values.length === 0 ? undefined : values);

function filterOf(address: ListAddress): InvitationsVariables['filter'] {
  const search = address.one('search');
  return {
    search: search === '' ? undefined : search,
    states: orUndefined(known(address.all('state'), STATES)),
    isOverdue: address.all('overdue').includes('YES') ? true : undefined,
    levels: orUndefined(known(address.all('level'), LEVELS)),
    regions: orUndefined(known(address.all('region'), REGIONS)),
  };
}

/** The board: which governments and organisations are invited, and who is where. */
export function DelegationsPage() {
  const t = useText();
  const { locale } = useLocale();
  const { grants } = useSession();
  const conferenceId = useConferenceId();
  const address = useListAddress();
  useLastShown('/delegations', address.search);
  const read = useRead(OrganisationInvitationsQuery, {
    conferenceId,
    language: locale,
    filter: filterOf(address),
    after: address.after,
  });
  const isOverdue = address.all('overdue').includes('YES');
  const [reminded, setReminded] = useState<{ readonly name: string }>();
  const columns = useColumns(isOverdue ? setReminded : undefined);
  const isNarrowed = ['search', 'state', 'overdue', 'level', 'region'].some(
    (key) => address.all(key).length > 0,
  );
  const [isInviting, setIsInviting] = useState(false);
  return (
    <ConsolePage title={t('delegations.title')}>
      <p className="govuk-body app-reading">{t('delegations.how')}</p>
      {hasRole(grants, ['HOST_OFFICER']) && (
        <Button
          onClick={() => {
            setIsInviting(true);
          }}
        >
          {t('delegations.invite')}
        </Button>
      )}
      {isInviting && (
        <InviteOrganisation
          onClose={() => {
            setIsInviting(false);
          }}
        />
      )}
      <ListFilters
        address={address}
        searchLabel={t('delegations.search')}
        facets={[
          {
            key: 'state',
            label: t('delegations.state'),
            options: optionsOf(t, 'organisationInvitationState', STATES),
          },
          {
            key: 'overdue',
            label: t('delegations.answer'),
            options: optionsOf(t, 'delegationOverdue', ['YES']),
          },
          { key: 'level', label: t('delegations.level'), options: optionsOf(t, 'invitationLevel', LEVELS) },
          {
            key: 'region',
            label: t('delegations.region'),
            options: optionsOf(t, 'delegationRegion', REGIONS),
          },
        ]}
      />
      {reminded !== undefined && (
        <Notification title={t('general.success')} kind="success" of={reminded}>
          <p className="govuk-notification-banner__heading">
            {t('delegations.reminded', { name: isolate(reminded.name) })}
          </p>
        </Notification>
      )}
      <Reading read={read}>
        {({ organisationInvitations, organisationInvitationFigures }) => (
          <>
            <DataTable
              caption={t('delegations.count', { count: organisationInvitations.totalCount })}
              columns={columns}
              rows={organisationInvitations.nodes}
              rowKey={({ id }) => id}
              empty={<p className="govuk-body">{t(`delegations.${isNarrowed ? 'none' : 'noneYet'}`)}</p>}
            />
            <ListPages address={address} pageInfo={organisationInvitations.pageInfo} />
            <Figures figures={organisationInvitationFigures} />
          </>
        )}
      </Reading>
    </ConsolePage>
  );
}

/** @param onReminded where the list is of those that are overdue: they are reminded there, each in one press */
function useColumns(
  onReminded: ((of: { readonly name: string }) => void) | undefined,
): readonly Column<InvitationLine>[] {
  const t = useText();
  const { formatDate, formatNumber } = useIntl();
  return [
    {
      key: 'organisation',
      header: t('delegations.organisation'),
      isRowHeader: true,
      cell: ({ id, organisation }) => (
        <Link className="govuk-link" to={`/delegations/${id}`}>
          <bdi>{organisation?.name ?? t('general.notGiven')}</bdi>
        </Link>
      ),
    },
    { key: 'state', header: t('delegations.state'), cell: (line) => <StateTag {...line} /> },
    { key: 'level', header: t('delegations.level'), cell: ({ level }) => t(`invitationLevel.${level}`) },
    {
      key: 'region',
      header: t('delegations.region'),
      cell: ({ organisation }) => {
        const region = organisation?.region ?? null;
        return region === null ? t('general.notGiven') : t(`delegationRegion.${region}`);
      },
    },
    {
      key: 'seats',
      header: t('delegations.seats'),
      isNumeric: true,
      cell: ({ seats }) => formatNumber(seatsTogether(seats)),
    },
    {
      key: 'replyBy',
      header: t('delegations.replyBy'),
      cell: ({ replyBy }) => formatDate(replyBy, DAY),
    },
    ...(onReminded === undefined
      ? []
      : [
          {
            key: 'remind',
            header: t('invitationAct.REMIND'),
            cell: (line: InvitationLine) =>
              line.availableActions.includes('REMIND') && (
                <RemindInvitation
                  invitation={line}
                  name={line.organisation?.name ?? ''}
                  onReminded={() => {
                    onReminded({ name: line.organisation?.name ?? '' });
                  }}
                />
              ),
          },
        ]),
  ];
}
