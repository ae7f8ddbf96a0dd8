import { useState } from 'react';
import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { useLocale } from '../../i18n/locale-provider';
import { useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { useLastShown } from '../../lists/last-shown';
import { ListFilters } from '../../lists/list-filters';
import { ListPages } from '../../lists/list-pages';
import { useListAddress, type ListAddress } from '../../lists/use-list-address';
import { known, optionsOf } from '../../lists/words';
import { Button } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { hasRole } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId } from '../conference/current-conference';
import { useCountryName } from '../conference/use-countries';
import { AddOrganisation } from './add-organisation';
import { FromDirectory } from './from-directory';
import { KINDS, LISTED, REGIONS } from './kinds';
import { OrganisationsQuery, type OrganisationLine, type OrganisationsVariables } from './operations';

const orUndefined = <Value,>(values: Value[]) => (values.length === 0 ? undefined : values);

function filterOf(address: ListAddress): OrganisationsVariables['filter'] {
  const search = address.one('search');
  const [listed, more] = known(address.all('listed'), LISTED);
  return {
    search: search === '' ? undefined : search,
    kinds: orUndefined(known(address.all('kind'), KINDS)),
    regions: orUndefined(known(address.all('region'), REGIONS)),
    isListed: listed === undefined || more !== undefined ? undefined : listed === 'YES',
  };
}

/** The organisations of the conference, found by any of their names; what the directory has besides can be added. */
export function OrganisationsPage() {
  const t = useText();
  const { locale } = useLocale();
  const { grants } = useSession();
  const conferenceId = useConferenceId();
  const address = useListAddress();
  useLastShown('/organisations', address.search);
  const search = address.one('search');
  const read = useRead(OrganisationsQuery, {
    conferenceId,
    language: locale,
    filter: filterOf(address),
    after: address.after,
  });
  const columns = useColumns();
  const isNarrowed = ['search', 'kind', 'region', 'listed'].some((key) => address.all(key).length > 0);
  const mayWrite = hasRole(grants, ['HOST_ADMINISTRATOR', 'HOST_OFFICER']);
  const [isAdding, setIsAdding] = useState(false);
  return (
    <ConsolePage title={t('organisations.title')}>
      <p className="govuk-body app-reading">{t('organisations.how')}</p>
      <p className="govuk-body">
        <Link className="govuk-link" to="/organisations/texts">
          {t('organisations.texts')}
        </Link>
      </p>
      <ListFilters
        address={address}
        searchLabel={t('organisations.search')}
        facets={[
          { key: 'kind', label: t('organisations.kind'), options: optionsOf(t, 'organisationKind', KINDS) },
          {
            key: 'region',
            label: t('organisations.region'),
            options: optionsOf(t, 'organisationRegion', REGIONS),
          },
          {
            key: 'listed',
            label: t('organisations.listed'),
            options: optionsOf(t, 'organisationListed', LISTED),
          },
        ]}
      />
      <Reading read={read}>
        {({ organisations }) => (
          <>
            <DataTable
              caption={t('organisations.count', { count: organisations.totalCount })}
              columns={columns}
              rows={organisations.nodes}
              rowKey={({ id }) => id}
              empty={<p className="govuk-body">{t(`organisations.${isNarrowed ? 'none' : 'noneYet'}`)}</p>}
            />
            <ListPages address={address} pageInfo={organisations.pageInfo} />
          </>
        )}
      </Reading>
      {mayWrite && search !== '' && <FromDirectory key={search} typed={search} />}
      {mayWrite && (
        <Button
          variant="secondary"
          onClick={() => {
            setIsAdding(true);
          }}
        >
          {t('organisations.add')}
        </Button>
      )}
      {isAdding && (
        <AddOrganisation
          onClose={() => {
            setIsAdding(false);
          }}
        />
      )}
    </ConsolePage>
  );
}

function useColumns(): readonly Column<OrganisationLine>[] {
  const t = useText();
  const countryName = useCountryName();
  return [
    {
      key: 'name',
      header: t('organisations.name'),
      isRowHeader: true,
      cell: ({ id, name }) => (
        <Link className="govuk-link" to={`/organisations/${id}`}>
          <bdi>{name}</bdi>
        </Link>
      ),
    },
    { key: 'kind', header: t('organisations.kind'), cell: ({ kind }) => t(`organisationKind.${kind}`) },
    {
      key: 'country',
      header: t('organisations.country'),
      cell: ({ countryCode }) =>
        countryCode === null ? t('general.notGiven') : <bdi>{countryName(countryCode)}</bdi>,
    },
    {
      key: 'region',
      header: t('organisations.region'),
      cell: ({ region }) => (region === null ? t('general.notGiven') : t(`organisationRegion.${region}`)),
    },
    {
      key: 'listed',
      header: t('organisations.listed'),
      cell: ({ isListed }) => t(`organisationListed.${isListed ? 'YES' : 'NO'}`),
    },
  ];
}
