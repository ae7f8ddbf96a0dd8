import { declareInput, LanguageTag, mutationPayload } from '#libs/platform';
import { createOrganisationInvitationInput } from '../use-cases/create-organisation-invitation.js';
import {
  InvitationLevelEnum,
  OfferedSeatsInput,
  OrganisationInvitationType,
} from './organisation-invitation.type.js';

/** By the names that rules of input give. */
export const INVITATION_TYPES = {
  Level: () => InvitationLevelEnum,
  Seats: () => [OfferedSeatsInput],
  LanguageTag: () => LanguageTag,
} as const;

export const CreateOrganisationInvitationInput = declareInput(
  {
    name: 'CreateOrganisationInvitationInput',
    description: 'What the letter to an organisation says',
    shape: createOrganisationInvitationInput.shape,
    isOfMutation: true,
  },
  INVITATION_TYPES,
);
/** With the key of idempotency; the use case checks the rest. */
export type CreateOrganisationInvitationRequest = Readonly<Record<string, unknown>> & {
  readonly idempotencyKey: string;
};

export const CreateOrganisationInvitationPayload = mutationPayload({
  name: 'CreateOrganisationInvitation',
  result: { invitation: () => OrganisationInvitationType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
});
