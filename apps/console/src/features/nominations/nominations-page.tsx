import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { useText } from '../../i18n/use-text';
import { ListFilters } from '../../lists/list-filters';
import { ListPages } from '../../lists/list-pages';
import { useLastShown } from '../../lists/last-shown';
import { useListAddress, type ListAddress } from '../../lists/use-list-address';
import { optionsOf } from '../../lists/words';
import { DataTable } from '../../ui/data-table';
import { LinkButton } from '../../ui/link-button';
import { hasRole, NOMINATING, seesAllBodies } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId, useKnownConferenceFacts } from '../conference/current-conference';
import { ExportButton } from '../exports/export-button';
import { CAPACITIES, listVariables, STATES, STATES_OF_BODIES } from './nominations-filter';
import { NominationsQuery } from './operations';
import { QuotaBars } from '../places/quota-bars';
import { useNominationColumns } from './use-nomination-columns';

/** A body's nominations (or everybody's, for the host), with the places that are left. */
export function NominationsPage() {
  const t = useText();
  const { grants } = useSession();
  const address = useListAddress();
  useLastShown('/nominations', address.search);
  const asked = listVariables(useConferenceId(), address);
  const read = useRead(NominationsQuery, asked);
  const columns = useNominationColumns(address, read.state === 'ready' ? read.refresh : undefined);
  const isNominating = hasRole(grants, NOMINATING);
  return (
    <ConsolePage title={t('nominations.title')}>
      <QuotaBars />
      {isNominating && <NewNominationButton />}
      <NominationFilters address={address} />
      <Reading read={read}>
        {({ nominations }) => (
          <>
            <DataTable
              caption={t('nominations.count', { count: nominations.totalCount })}
              columns={columns}
              rows={nominations.nodes}
              rowKey={(nomination) => nomination.id}
              empty={<NoNominations isFiltered={address.search !== ''} isNominating={isNominating} />}
            />
            <ListPages address={address} pageInfo={nominations.pageInfo} />
            <ExportButton
              list="nominations"
              name={t('nominations.title')}
              count={nominations.totalCount}
              filter={asked.filter ?? undefined}
              orderBy={asked.orderBy ?? undefined}
            />
          </>
        )}
      </Reading>
    </ConsolePage>
  );
}

function NewNominationButton() {
  const t = useText();
  const { conference } = useKnownConferenceFacts();
  const window = conference?.windows.find(({ kind }) => kind === 'NOMINATION');
  if (window !== undefined && !window.isOpen)
    return <p className="govuk-body">{t('nominations.windowClosed')}</p>;
  return <LinkButton to="/nominations/new">{t('nominations.new')}</LinkButton>;
}

function NominationFilters({ address }: { readonly address: ListAddress }) {
  const t = useText();
  const { conference, bodies } = useKnownConferenceFacts();
  const { grants } = useSession();
  return (
    <ListFilters
      address={address}
      searchLabel={t('nominations.search')}
      facets={[
        {
          key: 'state',
          label: t('nomination.state'),
          options: optionsOf(t, 'nominationState', seesAllBodies(grants) ? STATES : STATES_OF_BODIES),
        },
        {
          key: 'constituency',
          label: t('nomination.constituency'),
          options: (conference?.constituencies ?? []).map(({ id, name }) => ({ value: id, label: name })),
        },
        { key: 'capacity', label: t('nomination.capacity'), options: optionsOf(t, 'capacity', CAPACITIES) },
        ...(seesAllBodies(grants)
          ? [
              {
                key: 'body',
                label: t('nomination.body'),
                options: bodies
                  .filter(({ kind }) => kind === 'PARTNER')
                  .map(({ id, name }) => ({ value: id, label: name })),
              },
            ]
          : []),
      ]}
    />
  );
}

interface NoNominationsProps {
  readonly isFiltered: boolean;
  readonly isNominating: boolean;
}

function NoNominations({ isFiltered, isNominating }: NoNominationsProps) {
  const t = useText();
  if (isFiltered)
    return (
      <p className="govuk-body">
        {t('nominations.noneMatching')}{' '}
        <Link className="govuk-link" to="/nominations">
          {t('nominations.showAll')}
        </Link>
      </p>
    );
  return <p className="govuk-body">{t(isNominating ? 'nominations.noneYet' : 'nominations.none')}</p>;
}
