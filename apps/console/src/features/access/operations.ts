import { graphql, type ResultOf } from '../../api/graphql';

/** What every page needs to know: the service, and who is here with which grants. */
export const SessionQuery = graphql(`
  query Session {
    service {
      name
      isDemonstration
      mailCatcherUrl
      version
    }
    viewer {
      user {
        id
        name
        email
        language
      }
      offeredRoles {
        id
      }
      grants {
        id
        role
        conference {
          id
          slug
          name
          timeZone
        }
        body {
          id
          code
          name
          kind
        }
      }
    }
  }
`);

/** Who is signed in by now; the page itself goes on with the answer that it began with. */
export const WhoQuery = graphql(`
  query Who {
    viewer {
      user {
        id
        name
      }
    }
  }
`);

export type SessionData = ResultOf<typeof SessionQuery>;
export type Viewer = NonNullable<SessionData['viewer']>;
export type Grant = Viewer['grants'][number];

export const DemonstrationQuery = graphql(`
  query Demonstration {
    service {
      demonstrationUsers {
        email
        name
        role
        bodyName
      }
    }
  }
`);

export const RequestSignInLinkMutation = graphql(`
  mutation RequestSignInLink($input: RequestSignInLinkInput!) {
    requestSignInLink(input: $input) {
      isAccepted
      errors {
        code
        message
        path
      }
    }
  }
`);

export const SignInMutation = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      next
      errors {
        code
        message
        path
      }
    }
  }
`);

export const SignInAsDemonstrationUserMutation = graphql(`
  mutation SignInAsDemonstrationUser($input: SignInAsDemonstrationUserInput!) {
    signInAsDemonstrationUser(input: $input) {
      next
      errors {
        code
        message
        path
      }
    }
  }
`);

export const SignOutMutation = graphql(`
  mutation SignOut($input: SignOutInput!) {
    signOut(input: $input) {
      isSignedOut
      errors {
        code
        message
        path
      }
    }
  }
`);

export const ApiTokensQuery = graphql(`
  query ApiTokens {
    viewer {
      apiTokens {
        id
        name
        scope
        createdAt
        lastUsedAt
        expiresAt
        revokedAt
        canRevoke
      }
    }
  }
`);

export type ApiToken = NonNullable<ResultOf<typeof ApiTokensQuery>['viewer']>['apiTokens'][number];

export const SystemTokensQuery = graphql(`
  query SystemTokens($conferenceId: ID!, $after: String) {
    apiTokens(conferenceId: $conferenceId, first: 50, after: $after) {
      totalCount
      nodes {
        id
        name
        firstLetters
        scope
        role
        body {
          id
          name
        }
        madeBy {
          id
          name
        }
        createdAt
        lastUsedAt
        expiresAt
        revokedAt
        canRevoke
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type SystemToken = ResultOf<typeof SystemTokensQuery>['apiTokens']['nodes'][number];

export const CreateApiTokenMutation = graphql(`
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      apiToken {
        id
        name
      }
      secret
      errors {
        code
        message
        path
      }
    }
  }
`);

export const RevokeApiTokenMutation = graphql(`
  mutation RevokeApiToken($id: ID!, $input: RevokeApiTokenInput!) {
    revokeApiToken(id: $id, input: $input) {
      apiToken {
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
