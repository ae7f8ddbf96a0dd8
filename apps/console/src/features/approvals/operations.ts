import { graphql, type ResultOf, type VariablesOf } from '../../api/graphql';
import { NominationFragment } from '../nominations/operations';

export const InboxQuery = graphql(`
  query Inbox($after: String, $filter: InboxFilter) {
    inbox(first: 50, after: $after, filter: $filter) {
      totalCount
      nodes {
        id
        stage
        dueAt
        isOverdue
        waitingSince
        flags
        recommendation
        claim {
          isMine
          by {
            id
            name
          }
        }
        nomination {
          id
          version
          availableActions
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
          constituency {
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

export type InboxVariables = VariablesOf<typeof InboxQuery>;
export type InboxLine = ResultOf<typeof InboxQuery>['inbox']['nodes'][number];

/** The order in which J and K walk through the inbox: only ids, so that a long list costs little. */
export const InboxSequenceQuery = graphql(`
  query InboxSequence($after: String, $filter: InboxFilter) {
    inbox(first: 100, after: $after, filter: $filter) {
      totalCount
      nodes {
        id
        nomination {
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

/** A nomination with everything that a decision needs beside it. */
export const InboxItemQuery = graphql(
  `
    query InboxItem($id: ID!) {
      nomination(id: $id) {
        ...NominationDetails
        stage
        dueAt
        claim {
          isMine
          by {
            id
            name
          }
        }
        screening {
          kind
          state
          finding
          values {
            name
            text
            number
            items
          }
          summary
          finishedAt
          attempts
        }
        duplicates {
          score
          reasonCodes
          judgement {
            verdict
            at
            changes
            by {
              id
              name
            }
          }
          nomination {
            id
            reference
            state
            invitation {
              id
              state
            }
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
        recommendations {
          id
          recommendation
          note
          at
          by {
            id
            name
          }
        }
        reasonsSharedByDefault
        signOffs {
          needed
          voices {
            id
            outcome
            reasonCode
            reasonText
            isQuotaOverridden
            at
            by {
              id
              name
            }
            onBehalfOf {
              id
              name
            }
          }
        }
      }
    }
  `,
  [NominationFragment],
);

export type InboxNomination = NonNullable<ResultOf<typeof InboxItemQuery>['nomination']>;

export const AbsentColleaguesQuery = graphql(`
  query AbsentColleagues($conferenceId: ID!) {
    absentColleagues(conferenceId: $conferenceId) {
      id
      name
    }
  }
`);

export const InboxChangedSubscription = graphql(`
  subscription InboxChanged($conferenceId: ID!) {
    inboxChanged(conferenceId: $conferenceId) {
      toldAt
    }
  }
`);
