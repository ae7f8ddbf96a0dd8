import { useText } from '../i18n/use-text';
import { FilterBar, type Facet } from '../ui/filter-bar';
import type { ListAddress } from './use-list-address';

const SEARCH = 'search';

interface ListFiltersProps {
  readonly address: ListAddress;
  readonly facets: readonly Omit<Facet, 'chosen'>[];
  readonly searchLabel?: string;
}

/** The filters of a list, as its address holds them. */
export function ListFilters({ address, facets, searchLabel }: ListFiltersProps) {
  const t = useText();
  return (
    <FilterBar
      words={{
        label: t('filter.label'),
        search: t('filter.search'),
        active: t('filter.active'),
        clear: t('filter.clear'),
        remove: (label) => t('filter.remove', { label }),
        chosen: (label, count) => t('filter.chosen', { label, count }),
      }}
      facets={facets.map((facet) => ({ ...facet, chosen: address.all(facet.key) }))}
      search={
        searchLabel === undefined
          ? undefined
          : {
              label: searchLabel,
              value: address.one(SEARCH),
              onSearch: (value) => {
                address.set(SEARCH, [value]);
              },
            }
      }
      onChoose={address.set}
      onClear={() => {
        address.clear([SEARCH, ...facets.map((facet) => facet.key)]);
      }}
    />
  );
}
