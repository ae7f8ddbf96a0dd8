/** What every server is asked for: fifty nominations with person, body, state and what the caller can do with each. */
export const PAGE_SIZE = 50;

export const PAGE_QUERY = `query Page($conferenceId: ID!, $first: Int!, $after: String) {
  nominations(conferenceId: $conferenceId, first: $first, after: $after) {
    nodes {
      id reference state capacity rank
      person { id name organisation country }
      body { id code name }
      availableActions
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const SEARCH_QUERY = PAGE_QUERY.replace(
  'query Page(',
  'query Search($filter: NominationFilter, ',
).replace('after: $after)', 'after: $after, filter: $filter)');

/** Whose page it is: a coordinator's of the body with the bulk, or an officer's of the host. */
export type Viewer = 'partner' | 'host';

export interface PageAnswer {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
