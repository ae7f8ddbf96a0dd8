import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  newId,
  notFound,
  parseInput,
  Refusal,
  requireConferenceRole,
  type UserActor,
  validId,
} from '#libs/kernel';
import { OrganisationDirectory } from '#libs/organisations';
import { Commands } from '#libs/platform';
import { auditInvitation } from '../audit-invitation.js';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { NEW_INVITATION, seatsFrom } from '../domain/organisation-invitation-input.js';
import { Invited } from '../invited.js';
import { ORGANISATION_INVITATION } from '../persistence/organisation-invitation.table.js';
import { WHO_DRAFTS } from '../policies/organisation-invitation.policy.js';

export const createOrganisationInvitationInput = z.object({
  conferenceId: validId,
  organisationId: validId.describe('Which organisation of the conference is invited'),
  ...NEW_INVITATION,
});

const ORGANISATION = ['input', 'organisationId'];

/** Drafts the letter to an organisation. */
@Injectable()
export class CreateOrganisationInvitation {
  constructor(
    private readonly commands: Commands,
    private readonly organisations: OrganisationDirectory,
    private readonly invited: Invited,
  ) {}

  /**
   * Refuses with NOT_FOUND (conference, organisation), FORBIDDEN (who is no officer), INVALID_INPUT (one that is merged into another, or
   * has an invitation that is not revoked, under whichever of its records) and IDEMPOTENCY_KEY_REUSED.
   */
  run(actor: UserActor, key: string, raw: unknown): Promise<{ id: string }> {
    const { conferenceId, organisationId, seats, signatory, salutation, ...input } = parseInput(
      createOrganisationInvitationInput,
      raw,
    );
    const command = { operation: 'createOrganisationInvitation', key, request: raw };
    return this.commands.run(actor, command, async (tx) => {
      requireConferenceRole(actor, conferenceId, ['HOST_OFFICER'], WHO_DRAFTS);
      await this.invited.lock(tx, conferenceId);
      const known = await this.organisations.byIds(tx, conferenceId, [organisationId]);
      const organisation = known.get(organisationId);
      if (organisation === undefined)
        throw new Refusal('NOT_FOUND', notFound('organisation').message, ORGANISATION);
      if (organisation.mergedInto !== null)
        throw new Refusal(
          'INVALID_INPUT',
          'The organisation is merged into another one. Invite that one.',
          ORGANISATION,
        );
      const living = await this.invited.among(tx, conferenceId, [organisationId]);
      if (living.length > 0)
        throw new Refusal(
          'INVALID_INPUT',
          'The organisation has an invitation that is not revoked. Change that one, or revoke it first.',
          ORGANISATION,
        );
      const id = newId();
      tx.insert(ORGANISATION_INVITATION, {
        ...input,
        id,
        conferenceId,
        organisationId,
        state: 'DRAFT',
        seats: seatsFrom(seats),
        signatory: signatory ?? null,
        salutation: salutation ?? null,
        editors: [actor.userId],
        createdBy: actor.userId,
        approvedBy: null,
        approvedAt: null,
        sentAt: null,
        acknowledgedAt: null,
        answeredAt: null,
        askedAt: null,
        endedAt: null,
      });
      auditInvitation(tx, { id, conferenceId }, INVITATION_FACTS.drafted, { level: input.level });
      return { id };
    });
  }
}
