import { graphql, type ResultOf } from '../../api/graphql';

export const DeadLettersQuery = graphql(`
  query DeadLetters($conferenceId: ID!, $after: String) {
    deadLetters(conferenceId: $conferenceId, first: 100, after: $after) {
      totalCount
      nodes {
        id
        queue
        job
        subjectId
        isOfNoConference
        failedAt
        attempts
        error
        replayedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type DeadLetter = ResultOf<typeof DeadLettersQuery>['deadLetters']['nodes'][number];

export const ReplayDeadLetterMutation = graphql(`
  mutation ReplayDeadLetter($id: ID!, $input: ReplayDeadLetterInput!) {
    replayDeadLetter(id: $id, input: $input) {
      deadLetter {
        id
        replayedAt
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

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

export const SetWindowMutation = graphql(`
  mutation SetWindow($input: SetWindowInput!) {
    setWindow(input: $input) {
      conference {
        id
        windows {
          id
          kind
          opensAt
          closesAt
          isOpen
        }
      }
      errors {
        code
        message
        path
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

export const SetCountryMutation = graphql(`
  mutation SetCountry($input: SetCountryInput!) {
    setCountry(input: $input) {
      country {
        code
        name
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
