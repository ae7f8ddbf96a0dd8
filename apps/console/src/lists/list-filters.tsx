import { useText } from '../i18n/use-text';
import { FilterBar, type Facet } from '../ui/filter-bar';
import type { ListAddress } from './use-list-address';

interface ListFiltersProps {
  readonly address: ListAddress;
  readonly facets: readonly Omit<Facet, 'chosen'>[];
  readonly searchLabel?: string;
  /** For a second list on a page: under which key the address holds its search, and what its filters are called */
  readonly searchKey?: string;
  readonly label?: string;
}

/** The filters of a list, as its address holds them. */
export function ListFilters({ address, facets, searchLabel, searchKey = 'search', label }: ListFiltersProps) {
  const t = useText();
  return (
    <FilterBar
      words={{
        label: label ?? t('filter.label'),
        search: t('filter.search'),
        active: t('filter.active'),
        clear: t('filter.clear'),
        remove: (label) => t('filter.remove', { label }),
        quoted: (words) => t('filter.quoted', { words }),
        chosen: (label, count) => t('filter.chosen', { label, count }),
      }}
      facets={facets.map((facet) => ({ ...facet, chosen: address.all(facet.key) }))}
      search={
        searchLabel === undefined
          ? undefined
          : {
              label: searchLabel,
              value: address.one(searchKey),
              onSearch: (value) => {
                address.set(searchKey, [value]);
              },
            }
      }
      onChoose={address.set}
      onClear={() => {
        address.clear([searchKey, ...facets.map((facet) => facet.key)]);
      }}
    />
  );
}
