import { graphql, type ResultOf } from '../../api/graphql';

export const WatchListQuery = graphql(`
  query WatchList($conferenceId: ID!, $after: String, $search: String) {
    watchList(conferenceId: $conferenceId, first: 100, after: $after, search: $search) {
      totalCount
      nodes {
        id
        name
        note
        addedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type WatchListEntry = ResultOf<typeof WatchListQuery>['watchList']['nodes'][number];

export const LoadWatchListMutation = graphql(`
  mutation LoadWatchList($input: LoadWatchListInput!) {
    loadWatchList(input: $input) {
      count
      errors {
        code
        message
        path
      }
    }
  }
`);
