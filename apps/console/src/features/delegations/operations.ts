import { graphql, type ResultOf, type VariablesOf } from '../../api/graphql';

export const OrganisationInvitationsQuery = graphql(`
  query OrganisationInvitations(
    $conferenceId: ID!
    $language: LanguageTag
    $filter: OrganisationInvitationFilterInput
    $first: Int
    $after: String
  ) {
    organisationInvitations(
      conferenceId: $conferenceId
      language: $language
      filter: $filter
      first: $first
      after: $after
    ) {
      totalCount
      nodes {
        id
        state
        level
        replyBy
        acknowledgedAt
        version
        availableActions
        seats {
          role
          count
        }
        organisation {
          id
          name(language: $language)
          region
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    organisationInvitationFigures(conferenceId: $conferenceId, filter: $filter) {
      state
      count
      seats {
        role
        count
      }
    }
  }
`);
type Board = ResultOf<typeof OrganisationInvitationsQuery>;
export type InvitationLine = Board['organisationInvitations']['nodes'][number];
export type StateFigures = Board['organisationInvitationFigures'][number];
export type InvitationsVariables = VariablesOf<typeof OrganisationInvitationsQuery>;

export const OrganisationInvitationQuery = graphql(`
  query OrganisationInvitation($id: ID!, $language: LanguageTag) {
    node(id: $id) {
      ... on OrganisationInvitation {
        id
        state
        level
        replyBy
        replyByEnds
        language
        signatory
        salutation
        approvedAt
        sentAt
        acknowledgedAt
        answeredAt
        askedAt
        remindedAt
        endedAt
        version
        availableActions
        seats {
          role
          count
        }
        organisation {
          id
          name(language: $language)
        }
        createdBy {
          id
          name
        }
        approvedBy {
          id
          name
        }
        remindedBy {
          id
          name
        }
        letter {
          missing
          previewPath
        }
        documents {
          id
          number
          version
          state
          issuedAt
          path
        }
      }
    }
  }
`);
export type Invitation = Extract<
  NonNullable<ResultOf<typeof OrganisationInvitationQuery>['node']>,
  { readonly replyByEnds: string }
>;
export type InvitationAction = Invitation['availableActions'][number];

export const CreateOrganisationInvitationMutation = graphql(`
  mutation CreateOrganisationInvitation($input: CreateOrganisationInvitationInput!) {
    createOrganisationInvitation(input: $input) {
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

export const UpdateOrganisationInvitationMutation = graphql(`
  mutation UpdateOrganisationInvitation($id: ID!, $input: UpdateOrganisationInvitationInput!) {
    updateOrganisationInvitation(id: $id, input: $input) {
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

export const ApproveOrganisationInvitationMutation = graphql(`
  mutation ApproveOrganisationInvitation($id: ID!, $input: ApproveOrganisationInvitationInput!) {
    approveOrganisationInvitation(id: $id, input: $input) {
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

export const SendOrganisationInvitationMutation = graphql(`
  mutation SendOrganisationInvitation($id: ID!, $input: SendOrganisationInvitationInput!) {
    sendOrganisationInvitation(id: $id, input: $input) {
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

export const AcknowledgeOrganisationInvitationMutation = graphql(`
  mutation AcknowledgeOrganisationInvitation($id: ID!, $input: AcknowledgeOrganisationInvitationInput!) {
    acknowledgeOrganisationInvitation(id: $id, input: $input) {
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

export const AcceptOrganisationInvitationMutation = graphql(`
  mutation AcceptOrganisationInvitation($id: ID!, $input: AcceptOrganisationInvitationInput!) {
    acceptOrganisationInvitation(id: $id, input: $input) {
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

export const AdmitOrganisationInvitationMutation = graphql(`
  mutation AdmitOrganisationInvitation($id: ID!, $input: AdmitOrganisationInvitationInput!) {
    admitOrganisationInvitation(id: $id, input: $input) {
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

export const RegretOrganisationInvitationMutation = graphql(`
  mutation RegretOrganisationInvitation($id: ID!, $input: RegretOrganisationInvitationInput!) {
    regretOrganisationInvitation(id: $id, input: $input) {
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

export const RemindOrganisationInvitationMutation = graphql(`
  mutation RemindOrganisationInvitation($id: ID!, $input: RemindOrganisationInvitationInput!) {
    remindOrganisationInvitation(id: $id, input: $input) {
      invitation {
        id
        version
        remindedAt
      }
      errors {
        code
        message
        path
        remindedAt
        remindedBy
      }
    }
  }
`);

export const ExtendOrganisationInvitationMutation = graphql(`
  mutation ExtendOrganisationInvitation($id: ID!, $input: ExtendOrganisationInvitationInput!) {
    extendOrganisationInvitation(id: $id, input: $input) {
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

export const RevokeOrganisationInvitationMutation = graphql(`
  mutation RevokeOrganisationInvitation($id: ID!, $input: RevokeOrganisationInvitationInput!) {
    revokeOrganisationInvitation(id: $id, input: $input) {
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
