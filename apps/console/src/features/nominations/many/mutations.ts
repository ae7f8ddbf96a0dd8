import { graphql } from '../../../api/graphql';

/** A nomination as an act on many leaves it. */
const ActedOnFragment = graphql(`
  fragment ActedOn on Nomination {
    id
    version
    state
    reference
    person {
      id
      name
      badgeName
    }
    constituency {
      id
      name
    }
  }
`);

export const SubmitManyMutation = graphql(
  `
    mutation SubmitMany($input: SubmitNominationManyInput!) {
      submitNominationMany(input: $input) {
        results {
          outcome
          nomination {
            ...ActedOn
          }
          errors {
            code
            message
            path
          }
        }
        errors {
          code
          message
          path
        }
      }
    }
  `,
  [ActedOnFragment],
);

export const WithdrawManyMutation = graphql(
  `
    mutation WithdrawMany($input: WithdrawNominationManyInput!) {
      withdrawNominationMany(input: $input) {
        results {
          outcome
          nomination {
            ...ActedOn
          }
          errors {
            code
            message
            path
          }
        }
        errors {
          code
          message
          path
        }
      }
    }
  `,
  [ActedOnFragment],
);

export const UpdateManyMutation = graphql(
  `
    mutation UpdateMany($input: UpdateNominationManyInput!) {
      updateNominationMany(input: $input) {
        results {
          outcome
          nomination {
            ...ActedOn
          }
          errors {
            code
            message
            path
          }
        }
        errors {
          code
          message
          path
        }
      }
    }
  `,
  [ActedOnFragment],
);

export const RecommendManyMutation = graphql(
  `
    mutation RecommendMany($input: RecommendNominationManyInput!) {
      recommendNominationMany(input: $input) {
        results {
          outcome
          nomination {
            ...ActedOn
          }
          errors {
            code
            message
            path
          }
        }
        errors {
          code
          message
          path
        }
      }
    }
  `,
  [ActedOnFragment],
);

export const ReturnManyMutation = graphql(
  `
    mutation ReturnMany($input: ReturnNominationManyInput!) {
      returnNominationMany(input: $input) {
        results {
          outcome
          nomination {
            ...ActedOn
          }
          errors {
            code
            message
            path
          }
        }
        errors {
          code
          message
          path
        }
      }
    }
  `,
  [ActedOnFragment],
);

export const DecideManyMutation = graphql(
  `
    mutation DecideMany($input: DecideNominationManyInput!) {
      decideNominationMany(input: $input) {
        results {
          outcome
          nomination {
            ...ActedOn
          }
          errors {
            code
            message
            path
          }
        }
        errors {
          code
          message
          path
        }
      }
    }
  `,
  [ActedOnFragment],
);

export const ReopenManyMutation = graphql(
  `
    mutation ReopenMany($input: ReopenNominationManyInput!) {
      reopenNominationMany(input: $input) {
        results {
          outcome
          nomination {
            ...ActedOn
          }
          errors {
            code
            message
            path
          }
        }
        errors {
          code
          message
          path
        }
      }
    }
  `,
  [ActedOnFragment],
);

export const PromoteManyMutation = graphql(
  `
    mutation PromoteMany($input: PromoteNominationManyInput!) {
      promoteNominationMany(input: $input) {
        results {
          outcome
          nomination {
            ...ActedOn
          }
          errors {
            code
            message
            path
          }
        }
        errors {
          code
          message
          path
        }
      }
    }
  `,
  [ActedOnFragment],
);

export const ClaimManyMutation = graphql(
  `
    mutation ClaimMany($input: ClaimReviewManyInput!) {
      claimReviewMany(input: $input) {
        results {
          outcome
          nomination {
            ...ActedOn
          }
          errors {
            code
            message
            path
          }
        }
        errors {
          code
          message
          path
        }
      }
    }
  `,
  [ActedOnFragment],
);

export const LetGoManyMutation = graphql(
  `
    mutation LetGoMany($input: ReleaseReviewClaimManyInput!) {
      releaseReviewClaimMany(input: $input) {
        results {
          outcome
          nomination {
            ...ActedOn
          }
          errors {
            code
            message
            path
          }
        }
        errors {
          code
          message
          path
        }
      }
    }
  `,
  [ActedOnFragment],
);

export const MarkReadyManyMutation = graphql(
  `
    mutation MarkReadyMany($input: MarkReadyManyInput!) {
      markReadyMany(input: $input) {
        results {
          outcome
          nomination {
            ...ActedOn
          }
          errors {
            code
            message
            path
          }
        }
        errors {
          code
          message
          path
        }
      }
    }
  `,
  [ActedOnFragment],
);

export const UnmarkReadyManyMutation = graphql(
  `
    mutation UnmarkReadyMany($input: UnmarkReadyManyInput!) {
      unmarkReadyMany(input: $input) {
        results {
          outcome
          nomination {
            ...ActedOn
          }
          errors {
            code
            message
            path
          }
        }
        errors {
          code
          message
          path
        }
      }
    }
  `,
  [ActedOnFragment],
);

/** All that match the filters of the list, each at its version of that moment. */
export const MatchingNominationsQuery = graphql(`
  query MatchingNominations($conferenceId: ID!, $filter: NominationFilter, $orderBy: NominationOrder) {
    matchingNominations(conferenceId: $conferenceId, filter: $filter, orderBy: $orderBy) {
      nominationId
      version
    }
  }
`);

/** The same of the host's inbox. */
export const MatchingInboxQuery = graphql(`
  query MatchingInbox($filter: InboxFilter) {
    matchingInbox(filter: $filter) {
      nominationId
      version
    }
  }
`);
