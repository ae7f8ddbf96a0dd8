import { graphql } from '../../../api/graphql';

export const SubmitManyMutation = graphql(`
  mutation SubmitMany($input: SubmitNominationManyInput!) {
    submitNominationMany(input: $input) {
      results {
        outcome
        nomination {
          id
          version
          state
          reference
          person {
            id
            name
            badgeName
          }
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
`);

export const WithdrawManyMutation = graphql(`
  mutation WithdrawMany($input: WithdrawNominationManyInput!) {
    withdrawNominationMany(input: $input) {
      results {
        outcome
        nomination {
          id
          version
          state
          reference
          person {
            id
            name
            badgeName
          }
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
`);

export const UpdateManyMutation = graphql(`
  mutation UpdateMany($input: UpdateNominationManyInput!) {
    updateNominationMany(input: $input) {
      results {
        outcome
        nomination {
          id
          version
          state
          reference
          person {
            id
            name
            badgeName
          }
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
`);

export const RecommendManyMutation = graphql(`
  mutation RecommendMany($input: RecommendNominationManyInput!) {
    recommendNominationMany(input: $input) {
      results {
        outcome
        nomination {
          id
          version
          state
          reference
          person {
            id
            name
            badgeName
          }
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
`);

export const ReturnManyMutation = graphql(`
  mutation ReturnMany($input: ReturnNominationManyInput!) {
    returnNominationMany(input: $input) {
      results {
        outcome
        nomination {
          id
          version
          state
          reference
          person {
            id
            name
            badgeName
          }
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
`);

export const DecideManyMutation = graphql(`
  mutation DecideMany($input: DecideNominationManyInput!) {
    decideNominationMany(input: $input) {
      results {
        outcome
        nomination {
          id
          version
          state
          reference
          person {
            id
            name
            badgeName
          }
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
`);

export const PromoteManyMutation = graphql(`
  mutation PromoteMany($input: PromoteNominationManyInput!) {
    promoteNominationMany(input: $input) {
      results {
        outcome
        nomination {
          id
          version
          state
          reference
          person {
            id
            name
            badgeName
          }
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
`);

/** All that match the filters of the list, each at its version of that moment. */
export const MatchingNominationsQuery = graphql(`
  query MatchingNominations($conferenceId: ID!, $filter: NominationFilter, $orderBy: NominationOrder) {
    matchingNominations(conferenceId: $conferenceId, filter: $filter, orderBy: $orderBy) {
      nominationId
      version
    }
  }
`);
