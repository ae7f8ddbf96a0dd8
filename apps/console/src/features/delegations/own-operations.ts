import { graphql, type ResultOf } from '../../api/graphql';

/** Of each organisation for which somebody answers the newest letter that is out. */
export const OwnInvitationsQuery = graphql(`
  query OwnInvitations($language: LanguageTag) {
    ownOrganisationInvitations {
      id
      organisationName(language: $language)
      state
      acknowledgedAt
      replyBy
      conference {
        id
        name
      }
    }
  }
`);
export type OwnInvitationLine = ResultOf<typeof OwnInvitationsQuery>['ownOrganisationInvitations'][number];

export const OwnInvitationQuery = graphql(`
  query OwnInvitation($id: ID!, $language: LanguageTag) {
    node(id: $id) {
      ... on OrganisationInvitation {
        id
        organisationName(language: $language)
        state
        level
        replyBy
        replyByEnds
        signatory
        salutation
        sentAt
        acknowledgedAt
        answeredAt
        askedAt
        version
        availableActions
        seats {
          role
          count
        }
        conference {
          id
          name
          city
          startsOn
          endsOn
        }
      }
    }
  }
`);
export type OwnInvitation = Extract<
  NonNullable<ResultOf<typeof OwnInvitationQuery>['node']>,
  { readonly replyByEnds: string }
>;

export const AskOrganisationInvitationMutation = graphql(`
  mutation AskOrganisationInvitation($id: ID!, $input: AskOrganisationInvitationInput!) {
    askOrganisationInvitation(id: $id, input: $input) {
      invitation {
        id
        version
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const DeclineOrganisationInvitationMutation = graphql(`
  mutation DeclineOrganisationInvitation($id: ID!, $input: DeclineOrganisationInvitationInput!) {
    declineOrganisationInvitation(id: $id, input: $input) {
      invitation {
        id
        version
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

/** Who answers for an invited organisation, for the host. */
export const FocalPointsQuery = graphql(`
  query FocalPoints($id: ID!) {
    node(id: $id) {
      ... on OrganisationInvitation {
        id
        organisation {
          id
        }
        focalPoints {
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
      }
    }
  }
`);
