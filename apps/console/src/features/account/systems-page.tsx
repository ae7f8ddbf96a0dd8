import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { ListPages } from '../../lists/list-pages';
import { useListAddress } from '../../lists/use-list-address';
import type { Column } from '../../ui/data-table';
import { useConferenceId } from '../conference/current-conference';
import { ApiTokens } from '../access/api-tokens';
import { CreateApiToken } from '../access/create-api-token';
import { type SystemToken, SystemTokensQuery } from '../access/operations';
import { hasRole } from '../access/roles';
import { useSession } from '../access/session';

/** The systems that work for a body, each with its token: for its coordinators; those of all bodies, for administrators and auditors. */
export function SystemsPage() {
  const t = useText();
  const conferenceId = useConferenceId();
  const address = useListAddress();
  const read = useRead(SystemTokensQuery, { conferenceId, after: address.after });
  const { grants } = useSession();
  const mine = grants.filter(({ conference }) => conference.id === conferenceId);
  const bodies = mine.flatMap(({ role, body }) =>
    role === 'PARTNER_COORDINATOR' && body !== null ? [body] : [],
  );
  const columns = useColumns(bodies.length > 1 || hasRole(mine, ['HOST_ADMINISTRATOR', 'AUDITOR']));
  return (
    <ConsolePage title={t('access.systems')}>
      <p className="govuk-body app-reading">{t('access.systemsHow')}</p>
      <Reading read={read}>
        {({ apiTokens }, refresh) => (
          <>
            <ApiTokens
              tokens={apiTokens.nodes}
              columns={columns}
              caption={t('access.systemsCount', { count: apiTokens.totalCount })}
              empty={t('access.noSystems')}
              onChanged={refresh}
              {...(bodies.length > 0 && {
                form: (onMade) => <CreateApiToken bodies={bodies} onMade={onMade} />,
              })}
            />
            <ListPages address={address} pageInfo={apiTokens.pageInfo} />
          </>
        )}
      </Reading>
    </ConsolePage>
  );
}

function useColumns(isOfBodies: boolean): readonly Column<SystemToken>[] {
  const t = useText();
  const body: Column<SystemToken> = {
    key: 'body',
    header: t('access.tokenOfBody'),
    cell: (token) => <bdi>{token.body?.name}</bdi>,
  };
  return [
    {
      key: 'letters',
      header: t('access.tokenLetters'),
      cell: ({ firstLetters }) =>
        firstLetters !== null && (
          <code className="app-reference" dir="ltr">
            {firstLetters}…
          </code>
        ),
    },
    ...(isOfBodies ? [body] : []),
    {
      key: 'role',
      header: t('access.tokenRole'),
      cell: ({ role }) => role !== null && t(`role.${role}`),
    },
    {
      key: 'maker',
      header: t('access.tokenMaker'),
      isName: true,
      cell: ({ madeBy }) => (madeBy === null ? t('access.tokenMakerUnknown') : <bdi>{madeBy.name}</bdi>),
    },
  ];
}
