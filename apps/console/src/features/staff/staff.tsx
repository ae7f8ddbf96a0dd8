import { useState } from 'react';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { ListFilters } from '../../lists/list-filters';
import { ListPages } from '../../lists/list-pages';
import { useListAddress } from '../../lists/use-list-address';
import { DataTable, type Column } from '../../ui/data-table';
import { EmailAddress } from '../../ui/email-address';
import { Details, Notification } from '../../ui/text-blocks';
import { useConferenceId } from '../conference/current-conference';
import { GrantRole } from './grant-role';
import { RemindRole } from './remind-role';
import { RevokeGrant } from './revoke-grant';
import { hasRole, rolesToGive } from '../access/roles';
import { StaffConflicts } from './staff-conflicts';
import { useSession } from '../access/session';
import { StaffQuery, type StaffGrant } from './operations';

/** What was just done, to be said above the list. */
type News =
  | { readonly kind: 'granted' | 'reminded'; readonly name: string; readonly email: string }
  | { readonly kind: 'revoked'; readonly name: string };

/** Who works for the conference, or for the person's own body, and giving and taking their roles. */
export function Staff() {
  const t = useText();
  const { grants } = useSession();
  const conferenceId = useConferenceId();
  const address = useListAddress();
  const search = address.one('search');
  const read = useRead(StaffQuery, {
    conferenceId,
    after: address.after,
    search: search === '' ? undefined : search,
  });
  const [news, setNews] = useState<News>();
  const mine = grants.filter(({ conference }) => conference.id === conferenceId);
  const seesAll = hasRole(mine, ['HOST_ADMINISTRATOR', 'AUDITOR']);
  const mayGive = rolesToGive(grants, conferenceId).length > 0;
  return (
    <>
      <ListFilters address={address} searchLabel={t('staff.search')} facets={[]} />
      <Reading read={read}>
        {({ staff }, refresh) => {
          const tell = (what: News) => {
            setNews(what);
            refresh();
          };
          return (
            <>
              {news !== undefined && <NewsNotice news={news} />}
              {seesAll && <StaffConflicts />}
              <StaffTable
                nodes={staff.nodes}
                totalCount={staff.totalCount}
                isFiltered={search !== ''}
                onRevoked={(name) => {
                  tell({ kind: 'revoked', name });
                }}
                onReminded={(name, email) => {
                  tell({ kind: 'reminded', name, email });
                }}
              />
              <ListPages address={address} pageInfo={staff.pageInfo} />
              {mayGive && (
                <Details summary={t('staff.add')}>
                  <GrantRole
                    onGranted={(name, email) => {
                      tell({ kind: 'granted', name, email });
                    }}
                  />
                </Details>
              )}
            </>
          );
        }}
      </Reading>
    </>
  );
}

function NewsNotice({ news }: { readonly news: News }) {
  const t = useText();
  const name = <bdi>{news.name}</bdi>;
  return (
    <Notification title={t('general.success')} kind="success" of={news}>
      <p className="govuk-notification-banner__heading">
        {news.kind === 'revoked' ? (
          <Text id="staff.revoked" values={{ name }} />
        ) : (
          <Text id={`staff.${news.kind}`} values={{ name, email: <bdi>{news.email}</bdi> }} />
        )}
      </p>
    </Notification>
  );
}

interface StaffTableProps {
  readonly nodes: readonly StaffGrant[];
  readonly totalCount: number;
  readonly isFiltered: boolean;
  readonly onRevoked: (name: string) => void;
  readonly onReminded: (name: string, email: string) => void;
}

function StaffTable({ nodes, totalCount, isFiltered, onRevoked, onReminded }: StaffTableProps) {
  const t = useText();
  const time = usePlainTime();
  const columns: Column<StaffGrant>[] = [
    { key: 'name', header: t('access.name'), isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
    {
      key: 'email',
      header: t('access.email'),
      cell: ({ email }) => <EmailAddress>{email}</EmailAddress>,
    },
    { key: 'role', header: t('staff.role'), cell: ({ role }) => t(`role.${role}`) },
    {
      key: 'body',
      header: t('staff.body'),
      cell: ({ body, organisationName }) => {
        const name = body?.name ?? organisationName;
        return name === null ? t('staff.wholeConference') : <bdi>{name}</bdi>;
      },
    },
    {
      key: 'since',
      header: t('staff.since'),
      cell: ({ state, grantedAt }) =>
        state === 'OFFERED' || state === 'LAPSED' || state === 'DECLINED'
          ? t(`staff.${state}`, { day: time.day(grantedAt) })
          : time.day(grantedAt),
    },
  ];
  if (nodes.some(({ canRevoke }) => canRevoke))
    columns.push({
      key: 'revoke',
      header: t('staff.change'),
      isAct: true,
      cell: (grant) => (
        <>
          {grant.canRemind && <RemindRole grant={grant} onReminded={onReminded} />}{' '}
          {grant.canRevoke && <RevokeGrant grant={grant} onRevoked={onRevoked} />}
        </>
      ),
    });
  return (
    <DataTable
      caption={t('staff.count', { count: totalCount })}
      columns={columns}
      rows={nodes}
      rowKey={(grant) => grant.id}
      empty={<p className="govuk-body">{t(isFiltered ? 'staff.notFound' : 'staff.none')}</p>}
    />
  );
}
