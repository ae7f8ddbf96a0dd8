import type { ReactNode } from 'react';
import type { TypedDocumentNode } from 'urql';
import { useRead, type Read } from '../api/use-read';

interface WholeListProps<Data, Variables, Node> {
  readonly query: TypedDocumentNode<Data, Variables>;
  readonly variables: Variables;
  /** The list in an answer. */
  readonly page: (data: Data) => {
    readonly nodes: readonly Node[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
  /** Entries that were read already, and the cursor behind them. */
  readonly before?: readonly Node[];
  readonly after?: string | null;
  readonly refreshBefore?: () => void;
  /** Hears every entry once all pages are there, and the answer with the last of them. */
  readonly children: (read: Read<readonly Node[]>, last?: Data) => ReactNode;
}

/** Reads a list to its end, page after page: for lists that a person wants whole, and that are long only now and then. */
export function WholeList<Data, Variables extends { readonly after?: string | null | undefined }, Node>(
  props: WholeListProps<Data, Variables, Node>,
) {
  const { query, variables, page, before = [], after = null, refreshBefore, children } = props;
  const read = useRead(query, { ...variables, after });
  if (read.state !== 'ready') return children(read);
  const { nodes, pageInfo } = page(read.data);
  const all = [...before, ...nodes];
  const refresh = () => {
    refreshBefore?.();
    read.refresh();
  };
  if (!pageInfo.hasNextPage) return children({ ...read, data: all, refresh }, read.data);
  return (
    <WholeList
      {...props}
      key={pageInfo.endCursor}
      before={all}
      after={pageInfo.endCursor}
      refreshBefore={refresh}
    />
  );
}
