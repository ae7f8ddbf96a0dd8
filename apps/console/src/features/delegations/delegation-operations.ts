import { graphql, type ResultOf } from '../../api/graphql';

/** The delegation behind an invitation, for whoever answers for the organisation and for the host. */
export const DelegationQuery = graphql(`
  query Delegation($id: ID!) {
    node(id: $id) {
      ... on OrganisationInvitation {
        id
        state
        canNameDelegates
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
        delegates {
          id
          role
          name
          email
          position
        }
        seatBalances {
          role
          offered
          named
          free
        }
      }
    }
  }
`);
export type Delegation = Extract<
  NonNullable<ResultOf<typeof DelegationQuery>['node']>,
  { readonly seatBalances: readonly unknown[] }
>;
export type DelegateLine = Delegation['delegates'][number];

export const NameDelegateMutation = graphql(`
  mutation NameDelegate($input: NameDelegateInput!) {
    nameDelegate(input: $input) {
      delegate {
        id
        name
      }
      invitation {
        id
        seatBalances {
          role
          free
        }
      }
      errors {
        code
        message
        path
        namedFor
        takenBy
      }
    }
  }
`);

export const RemoveDelegateMutation = graphql(`
  mutation RemoveDelegate($id: ID!, $input: RemoveDelegateInput!) {
    removeDelegate(id: $id, input: $input) {
      invitation {
        id
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
