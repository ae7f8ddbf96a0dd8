import { Link, useLocation } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { useText } from '../../i18n/use-text';
import { ListFilters } from '../../lists/list-filters';
import { ListPages } from '../../lists/list-pages';
import { useListAddress, type ListAddress } from '../../lists/use-list-address';
import { optionsOf } from '../../lists/words';
import { DataTable, type Column } from '../../ui/data-table';
import { PersonName } from '../../ui/person-name';
import { Tag } from '../../ui/tag';
import { useConferenceId, useKnownConferenceFacts } from '../conference/current-conference';
import { Likeness } from '../approvals/likeness';
import { JudgedNotice } from './judged-notice';
import { PairsQuery, type PairLine } from './operations';
import { PAIR_STATES, pairFilter } from './pair-filter';

/** Nominations of whichever bodies that may be of one person: a queue for the host. */
export function DuplicatesPage() {
  const t = useText();
  const address = useListAddress();
  const location = useLocation();
  const state: unknown = location.state;
  const conferenceId = useConferenceId();
  const filter = pairFilter(address);
  const read = useRead(PairsQuery, { conferenceId, after: address.after, filter });
  const columns = usePairColumns(address.search);
  return (
    <ConsolePage title={t('pairs.title')}>
      <JudgedNotice state={state} />
      <p className="govuk-body">{t('pairs.intro')}</p>
      <PairFilters address={address} />
      <Reading read={read}>
        {({ possibleDuplicates: { nodes, totalCount, pageInfo } }) => (
          <>
            <DataTable
              caption={t('pairs.count', { count: totalCount })}
              columns={columns}
              rows={nodes}
              rowKey={({ first, second }) => `${first.id} ${second.id}`}
              empty={
                <Nothing isFiltered={filter.states !== undefined || filter.constituencyIds !== undefined} />
              }
            />
            <ListPages address={address} pageInfo={pageInfo} />
          </>
        )}
      </Reading>
    </ConsolePage>
  );
}

function PairFilters({ address }: { readonly address: ListAddress }) {
  const t = useText();
  const { conference } = useKnownConferenceFacts();
  return (
    <ListFilters
      address={address}
      facets={[
        { key: 'state', label: t('pairs.state'), options: optionsOf(t, 'pairState', PAIR_STATES) },
        {
          key: 'constituency',
          label: t('nomination.constituency'),
          options: (conference?.constituencies ?? []).map(({ id, name }) => ({ value: id, label: name })),
        },
      ]}
    />
  );
}

function usePairColumns(search: string): readonly Column<PairLine>[] {
  const t = useText();
  return [
    {
      key: 'first',
      header: t('pairs.older'),
      isRowHeader: true,
      cell: ({ first, second }) => (
        <>
          <Link className="govuk-link" to={`/duplicates/${first.id}/${second.id}${search}`}>
            <PersonName person={first.person} />
          </Link>
          <Whose side={first} />
        </>
      ),
    },
    {
      key: 'second',
      header: t('pairs.newer'),
      isName: true,
      cell: ({ second }) => (
        <>
          <PersonName person={second.person} />
          <Whose side={second} />
        </>
      ),
    },
    { key: 'evidence', header: t('pairs.evidence'), cell: (pair) => <Likeness of={pair} /> },
    { key: 'state', header: t('pairs.state'), cell: ({ state }) => <Tag>{t(`pairState.${state}`)}</Tag> },
  ];
}

function Whose({ side: { person, body, reference } }: { readonly side: PairLine['first'] }) {
  return (
    <>
      <br />
      {person.organisation !== null && (
        <>
          <bdi>{person.organisation}</bdi>
          <br />
        </>
      )}
      <span className="app-muted">
        <bdi>{body.name}</bdi>, <bdi>{reference}</bdi>
      </span>
    </>
  );
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  const t = useText();
  return <p className="govuk-body">{t(isFiltered ? 'pairs.noneMatching' : 'pairs.none')}</p>;
}
