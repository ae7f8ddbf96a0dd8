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
