import { Link } from 'react-router';
import type { ResultOf } from '../../api/graphql';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { useText } from '../../i18n/use-text';
import { ListFilters } from '../../lists/list-filters';
import { ListPages } from '../../lists/list-pages';
import { useLastShown } from '../../lists/last-shown';
import { useListAddress, type ListAddress } from '../../lists/use-list-address';
import { useTicked } from '../../lists/use-ticked';
import { optionsOf } from '../../lists/words';
import { DataTable } from '../../ui/data-table';
import { LinkButton } from '../../ui/link-button';
import { hasRole, NOMINATING, seesAllBodies } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId, useKnownConferenceFacts } from '../conference/current-conference';
import { ExportButton } from '../exports/export-button';
import { CAPACITIES, listVariables, STATES, STATES_OF_BODIES } from './nominations-filter';
import { actsOn } from './many/many-acts';
import { ManyBar } from './many/many-bar';
import { useMatchingNominations } from './many/matching';
import { useTickColumn } from './many/use-tick-column';
import { NominationsQuery, type NominationsVariables } from './operations';
import { QuotaBars } from '../places/quota-bars';
import { SavedViews } from '../views/saved-views';
import { useNominationColumns } from './use-nomination-columns';

/** A body's nominations (or everybody's, for the host), with the places that are left. */
export function NominationsPage() {
  const t = useText();
  const { grants } = useSession();
  const address = useListAddress();
  useLastShown('/nominations', address.search);
  const variables = listVariables(useConferenceId(), address);
  const read = useRead(NominationsQuery, variables);
  const isNominating = hasRole(grants, NOMINATING);
  return (
    <ConsolePage title={t('nominations.title')}>
      <QuotaBars />
      {isNominating && <NewNominationButton />}
      <SavedViews list="NOMINATIONS" address={address} />
      <NominationFilters address={address} />
      <Reading read={read}>
        {({ nominations }) => (
          // What is ticked is of this list: another filter begins anew.
          <NominationList
            key={JSON.stringify(variables.filter)}
            nominations={nominations}
            address={address}
            variables={variables}
            isNominating={isNominating}
            onChanged={read.state === 'ready' ? read.refresh : undefined}
          />
        )}
      </Reading>
    </ConsolePage>
  );
}

interface NominationListProps {
  readonly nominations: ResultOf<typeof NominationsQuery>['nominations'];
  readonly address: ListAddress;
  readonly variables: NominationsVariables;
  readonly isNominating: boolean;
  readonly onChanged: (() => void) | undefined;
}

/** The table, its pages, and what can be done to several of its rows at once. */
function NominationList(props: NominationListProps) {
  const { nominations, address, variables, isNominating, onChanged } = props;
  const t = useText();
  const { nodes, totalCount, pageInfo } = nominations;
  const ticked = useTicked(nodes);
  const columns = useNominationColumns(address, onChanged);
  const tickColumn = useTickColumn(ticked, nodes, (nomination) => nomination);
  const askMatching = useMatchingNominations();
  return (
    <>
      <DataTable
        caption={t('nominations.count', { count: totalCount })}
        columns={actsOn(nodes).length === 0 ? columns : [tickColumn, ...columns]}
        rows={nodes}
        rowKey={(nomination) => nomination.id}
        isCurrent={(nomination) => ticked.has(nomination.id)}
        empty={<NoNominations isFiltered={address.search !== ''} isNominating={isNominating} />}
      />
      <ManyBar
        list="nominations"
        ticked={ticked}
        rows={nodes}
        total={totalCount}
        askMatching={() => askMatching(variables)}
        onDone={() => onChanged?.()}
      />
      <ListPages address={address} pageInfo={pageInfo} />
      <ExportButton
        list="nominations"
        name={t('nominations.title')}
        count={totalCount}
        filter={variables.filter ?? undefined}
        orderBy={variables.orderBy ?? undefined}
      />
    </>
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
          ? []
          : [
              {
                key: 'ready',
                label: t('ready.facet'),
                options: [{ value: 'true', label: t('ready.choice') }],
              },
            ]),
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
