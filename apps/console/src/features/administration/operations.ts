import { graphql, type ResultOf } from '../../api/graphql';

export const DeadLettersQuery = graphql(`
  query DeadLetters($conferenceId: ID!) {
    deadLetters(conferenceId: $conferenceId) {
      id
      queue
      job
      subjectId
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
