import { graphql, type ResultOf } from '../../api/graphql';

export const PersonalInvitationFragment = graphql(`
  fragment PersonalInvitationParts on PersonalInvitation {
    state
    personName
    honorific
    capacity
    nominatedBy
    respondBy
    answeredAt
    changeableUntil
    calendar
    contact
    conference {
      id
      name
      venue
      city
      startsOn
      endsOn
      timeZone
    }
  }
`);

export type PersonalInvitation = ResultOf<typeof PersonalInvitationFragment>;
/** What an invitation is once it waits for no answer any more. */
export type SettledState = Exclude<PersonalInvitation['state'], 'PENDING'>;

/** What has happened to it since the page was opened: another answer, an end, or somebody else has the place. */
export type OvertakenBy = SettledState | 'PLACE_GONE';

export const InvitationQuery = graphql(
  `
    query Invitation($token: String!) {
      invitation(token: $token) {
        ...PersonalInvitationParts
      }
    }
  `,
  [PersonalInvitationFragment],
);

export const ConfirmInvitationMutation = graphql(
  `
    mutation ConfirmInvitation($token: String!, $input: ConfirmInvitationInput!) {
      confirmInvitation(token: $token, input: $input) {
        invitation {
          ...PersonalInvitationParts
        }
        errors {
          code
          message
          path
          state
        }
      }
    }
  `,
  [PersonalInvitationFragment],
);

export const DeclineInvitationMutation = graphql(
  `
    mutation DeclineInvitation($token: String!, $input: DeclineInvitationInput!) {
      declineInvitation(token: $token, input: $input) {
        invitation {
          ...PersonalInvitationParts
        }
        errors {
          code
          message
          path
          state
        }
      }
    }
  `,
  [PersonalInvitationFragment],
);
