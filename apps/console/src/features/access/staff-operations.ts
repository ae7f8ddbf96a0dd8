import { graphql, type ResultOf } from '../../api/graphql';

export const StaffQuery = graphql(`
  query Staff($conferenceId: ID!, $after: String, $role: Role) {
    staff(conferenceId: $conferenceId, first: 50, after: $after, role: $role) {
      totalCount
      nodes {
        id
        role
        canRevoke
        grantedAt
        user {
          id
          name
          email
        }
        body {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type StaffGrant = ResultOf<typeof StaffQuery>['staff']['nodes'][number];

export const GrantRoleMutation = graphql(`
  mutation GrantRole($input: GrantRoleInput!) {
    grantRole(input: $input) {
      grant {
        id
        user {
          id
          name
          email
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

export const RevokeGrantMutation = graphql(`
  mutation RevokeGrant($id: ID!, $input: RevokeGrantInput!) {
    revokeGrant(id: $id, input: $input) {
      grant {
        id
        revokedAt
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
