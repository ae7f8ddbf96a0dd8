import { useText } from '../i18n/use-text';
import { Pagination } from '../ui/pagination';
import type { ListAddress } from './use-list-address';

interface ListPagesProps {
  readonly address: ListAddress;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Back and forth through a list that is longer than a page. */
export function ListPages({ address, pageInfo }: ListPagesProps) {
  const t = useText();
  const { previous } = address;
  return (
    <Pagination
      label={t('paging.label')}
      previous={previous && { ...previous, label: t(previous.isFirst ? 'paging.first' : 'paging.previous') }}
      next={
        pageInfo.hasNextPage ? { ...address.next(pageInfo.endCursor), label: t('paging.next') } : undefined
      }
    />
  );
}
