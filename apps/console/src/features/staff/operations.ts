import { graphql, type ResultOf } from '../../api/graphql';

export const StaffQuery = graphql(`
  query Staff($conferenceId: ID!, $after: String, $role: Role, $search: String) {
    staff(conferenceId: $conferenceId, first: 50, after: $after, role: $role, search: $search) {
      totalCount
      nodes {
        id
        name
        email
        user {
          id
        }
        role
        state
        canRevoke
        canRemind
        grantedAt
        organisationName
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

/** People with roles that nobody may hold together, which were given before there was that rule. */
export const StaffConflictsQuery = graphql(`
  query StaffConflicts($conferenceId: ID!) {
    staff(conferenceId: $conferenceId, first: 50, isConflicting: true) {
      nodes {
        id
        name
        role
        conflictingRoles
      }
    }
  }
`);

export const GrantRoleMutation = graphql(`
  mutation GrantRole($input: GrantRoleInput!) {
    grantRole(input: $input) {
      grant {
        id
        name
        email
      }
      errors {
        code
        message
        path
        retryAt
      }
    }
  }
`);

export const RemindRoleMutation = graphql(`
  mutation RemindRole($id: ID!, $input: RemindRoleInput!) {
    remindRole(id: $id, input: $input) {
      grant {
        id
      }
      errors {
        code
        message
        path
        retryAt
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

export const OfferedRolesQuery = graphql(`
  query OfferedRoles {
    viewer {
      offeredRoles {
        id
        role
        grantedAt
        conference {
          id
          name
        }
        organisationName
        body {
          id
          name
        }
      }
    }
  }
`);

export type OfferedRole = NonNullable<ResultOf<typeof OfferedRolesQuery>['viewer']>['offeredRoles'][number];

export const AcceptRoleMutation = graphql(`
  mutation AcceptRole($id: ID!, $input: AcceptRoleInput!) {
    acceptRole(id: $id, input: $input) {
      viewer {
        user {
          id
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

export const DeclineRoleMutation = graphql(`
  mutation DeclineRole($id: ID!, $input: DeclineRoleInput!) {
    declineRole(id: $id, input: $input) {
      viewer {
        user {
          id
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
