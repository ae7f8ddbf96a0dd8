import { graphql, type ResultOf, type VariablesOf } from '../../api/graphql';

export const PairsQuery = graphql(`
  query Pairs($conferenceId: ID!, $after: String, $filter: DuplicatePairFilter) {
    possibleDuplicates(conferenceId: $conferenceId, first: 50, after: $after, filter: $filter) {
      totalCount
      nodes {
        score
        reasonCodes
        state
        first {
          id
          reference
          person {
            id
            name
            badgeName
            organisation
          }
          body {
            id
            name
          }
        }
        second {
          id
          reference
          person {
            id
            name
            badgeName
            organisation
          }
          body {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type PairFilter = NonNullable<VariablesOf<typeof PairsQuery>['filter']>;
export type PairLine = ResultOf<typeof PairsQuery>['possibleDuplicates']['nodes'][number];

/** The order in which J and K walk through the pairs: only ids. */
export const PairSequenceQuery = graphql(`
  query PairSequence($conferenceId: ID!, $after: String, $filter: DuplicatePairFilter) {
    possibleDuplicates(conferenceId: $conferenceId, first: 100, after: $after, filter: $filter) {
      totalCount
      nodes {
        first {
          id
        }
        second {
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

const PairSideFragment = graphql(`
  fragment PairSide on Nomination @_unmask {
    id
    reference
    version
    state
    capacity
    submittedAt
    justification
    person {
      id
      name
      badgeName
      honorific
      email
      organisation
      jobTitle
      country
      language
    }
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

export const PairQuery = graphql(
  `
    query Pair($first: ID!, $second: ID!) {
      possibleDuplicate(firstId: $first, secondId: $second) {
        score
        reasonCodes
        state
        version
        canJudge
        availableActions
        unavailableActions {
          action
          code
        }
        merges {
          id
          at
          undoableUntil
          undoneAt
          undoObstacle
          canUndo
          by {
            id
            name
          }
          undoneBy {
            id
            name
          }
          facts {
            fact
            was
            became
            isChangedSince
          }
          nomination {
            id
            reference
            version
          }
        }
        judgement {
          verdict
          note
          at
          changes
          by {
            id
            name
          }
        }
        first {
          ...PairSide
        }
        second {
          ...PairSide
        }
      }
    }
  `,
  [PairSideFragment],
);

export type Pair = NonNullable<ResultOf<typeof PairQuery>['possibleDuplicate']>;
export type PairSide = Pair['first'];
export type Merge = Pair['merges'][number];

export const JudgeDuplicateMutation = graphql(`
  mutation JudgeDuplicate($input: JudgeDuplicateInput!) {
    judgeDuplicate(input: $input) {
      pair {
        state
        version
      }
      errors {
        code
        message
        path
        verdict
        decidedBy {
          id
          name
        }
      }
    }
  }
`);

export type Verdict = VariablesOf<typeof JudgeDuplicateMutation>['input']['verdict'];

export const MergeDuplicateMutation = graphql(`
  mutation MergeDuplicate($input: MergeDuplicateInput!) {
    mergeDuplicate(input: $input) {
      pair {
        state
        version
      }
      errors {
        code
        message
        path
        invitationState
      }
    }
  }
`);

export const UndoMergeMutation = graphql(`
  mutation UndoMerge($input: UndoMergeInput!) {
    undoMerge(input: $input) {
      kept
      pair {
        state
        version
      }
      errors {
        code
        message
        path
        invitationState
      }
    }
  }
`);
