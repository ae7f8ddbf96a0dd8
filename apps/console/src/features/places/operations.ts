import { graphql, type ResultOf } from '../../api/graphql';

export const QuotaFragment = graphql(`
  fragment Quota on QuotaBalance {
    id
    allotted
    held
    consumed
    available
    awaitingRelease
    body {
      id
      name
    }
    constituency {
      id
      name
    }
  }
`);

export type Quota = ResultOf<typeof QuotaFragment>;

export const QuotaBalancesQuery = graphql(
  `
    query QuotaBalances($conferenceId: ID!, $after: String) {
      quotaBalances(conferenceId: $conferenceId, first: 100, after: $after) {
        nodes {
          ...Quota
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [QuotaFragment],
);

export const AllotmentsQuery = graphql(`
  query Allotments($conferenceId: ID!, $slug: String!, $after: String) {
    conference(slug: $slug) {
      id
      capacity
    }
    quotaBalances(conferenceId: $conferenceId, first: 100, after: $after) {
      nodes {
        id
        allotted
        overridden
        held
        consumed
        available
        body {
          id
        }
        constituency {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type Allotment = ResultOf<typeof AllotmentsQuery>['quotaBalances']['nodes'][number];

export const AllotPlacesMutation = graphql(`
  mutation AllotPlaces($input: AllotPlacesInput!) {
    allotPlaces(input: $input) {
      balance {
        id
        allotted
      }
      errors {
        code
        message
        path
        balance {
          id
          allotted
          overridden
          held
          consumed
        }
      }
    }
  }
`);

export const FreedPlacesQuery = graphql(`
  query FreedPlaces($slug: String!) {
    conference(slug: $slug) {
      id
      freedPlaces
    }
  }
`);

export const SetFreedPlacesMutation = graphql(`
  mutation SetFreedPlaces($input: SetFreedPlacesInput!) {
    setFreedPlaces(input: $input) {
      conference {
        id
        freedPlaces
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const PlaceTransfersQuery = graphql(`
  query PlaceTransfers($slug: String!) {
    conference(slug: $slug) {
      id
      placeTransfers
    }
  }
`);

export const SetPlaceTransfersMutation = graphql(`
  mutation SetPlaceTransfers($input: SetPlaceTransfersInput!) {
    setPlaceTransfers(input: $input) {
      conference {
        id
        placeTransfers
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
