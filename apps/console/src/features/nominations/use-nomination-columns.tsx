import { Link } from 'react-router';
import { useText } from '../../i18n/use-text';
import type { ListAddress } from '../../lists/use-list-address';
import type { Column } from '../../ui/data-table';
import { seesAllBodies } from '../access/roles';
import { useSession } from '../access/session';
import { BadgeName } from '../../ui/person-name';
import { orderOf, type Order } from './nominations-filter';
import type { NominationLine } from './operations';
import { PlainState, StateTag } from './plain-state';
import { RankField } from './rank-field';

function sortBy(field: Order, address: ListAddress): Column<NominationLine>['sort'] {
  const order = orderOf(address);
  const isCurrent = order.field === field && address.one('order') !== '';
  const isAscending = order.direction === 'ASC';
  return {
    direction: isCurrent ? (isAscending ? 'ascending' : 'descending') : 'none',
    onSort() {
      address.setAll({ order: [field], direction: [isCurrent && isAscending ? 'DESC' : 'ASC'] });
    },
  };
}

/** The columns of the list of nominations; the address holds their order. */
export function useNominationColumns(
  address: ListAddress,
  onChanged: (() => void) | undefined,
): readonly Column<NominationLine>[] {
  const t = useText();
  const areBodiesShown = seesAllBodies(useSession().grants);
  return [
    {
      key: 'name',
      header: t('nomination.person'),
      isRowHeader: true,
      sort: sortBy('NAME', address),
      cell: (nomination) => (
        <>
          <Link className="govuk-link" to={`/nominations/${nomination.id}`}>
            <bdi>{nomination.person.name}</bdi>
          </Link>
          <BadgeName person={nomination.person} />
        </>
      ),
    },
    {
      key: 'reference',
      header: t('nomination.reference'),
      cell: ({ reference }) => <bdi className="app-reference">{reference}</bdi>,
    },
    {
      key: 'organisation',
      header: t('nomination.organisation'),
      cell: ({ person }) => <bdi>{person.organisation ?? t('general.notGiven')}</bdi>,
    },
    {
      key: 'group',
      header: t('nomination.group'),
      cell: ({ constituency, capacity, body }) => (
        <>
          {areBodiesShown && (
            <>
              <bdi>{body.name}</bdi>
              <br />
            </>
          )}
          <bdi>{constituency.name}</bdi>, {t(`capacity.${capacity}`)}
        </>
      ),
    },
    {
      key: 'rank',
      header: t('nomination.rank'),
      sort: sortBy('RANK', address),
      cell: (nomination) =>
        nomination.availableActions.includes('UPDATE') && onChanged !== undefined ? (
          <RankField nomination={nomination} onSaved={onChanged} />
        ) : (
          (nomination.rank ?? '–')
        ),
    },
    {
      key: 'state',
      header: t('nomination.state'),
      cell: (nomination) => (
        <>
          <StateTag state={nomination.state} />
          <br />
          <PlainState nomination={nomination} />
        </>
      ),
    },
  ];
}
