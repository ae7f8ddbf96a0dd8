import { graphql, type ResultOf } from '../../api/graphql';

export const DeadLettersQuery = graphql(`
  query DeadLetters($conferenceId: ID!) {
    deadLetters(conferenceId: $conferenceId) {
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
  }
`);

export type DeadLetter = ResultOf<typeof DeadLettersQuery>['deadLetters'][number];

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
  query WatchList($conferenceId: ID!) {
    watchList(conferenceId: $conferenceId) {
      id
      name
      note
      addedAt
    }
  }
`);

export type WatchListEntry = ResultOf<typeof WatchListQuery>['watchList'][number];

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
  query Allotments($conferenceId: ID!, $slug: String!) {
    conference(slug: $slug) {
      id
      capacity
    }
    quotaBalances(conferenceId: $conferenceId) {
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
  }
`);

export type Allotment = ResultOf<typeof AllotmentsQuery>['quotaBalances'][number];

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
