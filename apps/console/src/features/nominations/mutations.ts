import { graphql } from '../../api/graphql';
import { QuotaFragment } from '../places/operations';

export const CreateNominationMutation = graphql(`
  mutation CreateNomination($input: CreateNominationInput!) {
    createNomination(input: $input) {
      nomination {
        id
        version
      }
      errors {
        code
        message
        path
        existing {
          id
          reference
          person {
            id
            name
            badgeName
          }
        }
      }
    }
  }
`);

export const UpdateNominationMutation = graphql(`
  mutation UpdateNomination($id: ID!, $input: UpdateNominationInput!) {
    updateNomination(id: $id, input: $input) {
      nomination {
        id
        version
        rank
      }
      errors {
        code
        message
        path
        existing {
          id
          reference
          person {
            id
            name
            badgeName
          }
        }
        currentVersion
        state
      }
    }
  }
`);

export const SubmitNominationMutation = graphql(
  `
    mutation SubmitNomination($id: ID!, $input: SubmitNominationInput!) {
      submitNomination(id: $id, input: $input) {
        nomination {
          id
          version
          state
        }
        errors {
          code
          message
          path
          existing {
            id
            reference
            person {
              id
              name
              badgeName
            }
          }
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

export const WithdrawNominationMutation = graphql(`
  mutation WithdrawNomination($id: ID!, $input: WithdrawNominationInput!) {
    withdrawNomination(id: $id, input: $input) {
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

export const CorrectPersonMutation = graphql(`
  mutation CorrectPerson($id: ID!, $input: CorrectPersonInput!) {
    correctPerson(id: $id, input: $input) {
      nomination {
        id
        version
      }
      errors {
        code
        message
        path
        currentVersion
        state
        invitationState
      }
    }
  }
`);

export const CorrectEmailMutation = graphql(`
  mutation CorrectEmail($id: ID!, $input: CorrectEmailInput!) {
    correctEmail(id: $id, input: $input) {
      nomination {
        id
        version
        person {
          id
          email
        }
      }
      errors {
        code
        message
        path
        existing {
          id
          reference
          person {
            id
            name
            badgeName
          }
        }
        currentVersion
        state
        invitationState
        retryAt
      }
    }
  }
`);

export const SubstituteNomineeMutation = graphql(`
  mutation SubstituteNominee($id: ID!, $input: SubstituteNomineeInput!) {
    substituteNominee(id: $id, input: $input) {
      nomination {
        id
        version
        state
        supersededBy {
          id
        }
      }
      errors {
        code
        message
        path
        existing {
          id
          reference
          person {
            id
            name
            badgeName
          }
        }
        currentVersion
        state
        invitationState
      }
    }
  }
`);

export const MarkReadyMutation = graphql(`
  mutation MarkReady($id: ID!, $input: MarkReadyInput!) {
    markReady(id: $id, input: $input) {
      nomination {
        id
        version
        readyAt
        availableActions
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const UnmarkReadyMutation = graphql(`
  mutation UnmarkReady($id: ID!, $input: UnmarkReadyInput!) {
    unmarkReady(id: $id, input: $input) {
      nomination {
        id
        version
        readyAt
        availableActions
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
