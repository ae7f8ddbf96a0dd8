import { graphql } from '../../api/graphql';
import { QuotaFragment } from '../places/operations';

export const RecommendNominationMutation = graphql(`
  mutation RecommendNomination($id: ID!, $input: RecommendNominationInput!) {
    recommendNomination(id: $id, input: $input) {
      nomination {
        id
        version
        state
      }
      errors {
        code
        message
        path
        currentVersion
        state
      }
    }
  }
`);

export const ReturnNominationMutation = graphql(`
  mutation ReturnNomination($id: ID!, $input: ReturnNominationInput!) {
    returnNomination(id: $id, input: $input) {
      nomination {
        id
        version
        state
      }
      errors {
        code
        message
        path
        currentVersion
        state
      }
    }
  }
`);

export const DecideNominationMutation = graphql(
  `
    mutation DecideNomination($id: ID!, $input: DecideNominationInput!) {
      decideNomination(id: $id, input: $input) {
        nomination {
          id
          version
          state
        }
        errors {
          code
          message
          path
          currentVersion
          state
          decidedBy {
            id
            name
          }
          balance {
            ...Quota
          }
        }
      }
    }
  `,
  [QuotaFragment],
);

export const ReopenNominationMutation = graphql(`
  mutation ReopenNomination($id: ID!, $input: ReopenNominationInput!) {
    reopenNomination(id: $id, input: $input) {
      nomination {
        id
        version
        state
      }
      errors {
        code
        message
        path
        currentVersion
        state
      }
    }
  }
`);

export const PromoteNominationMutation = graphql(
  `
    mutation PromoteNomination($id: ID!, $input: PromoteNominationInput!) {
      promoteNomination(id: $id, input: $input) {
        nomination {
          id
          version
          state
        }
        errors {
          code
          message
          path
          currentVersion
          state
          balance {
            ...Quota
          }
        }
      }
    }
  `,
  [QuotaFragment],
);

/** What the acts on one nomination change besides it. */
export const TOUCHED_BY_DECISIONS: readonly string[] = [
  'Nomination',
  'InboxItem',
  'QuotaBalance',
  'DecisionBatch',
];
