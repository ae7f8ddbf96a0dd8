import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  conferencesReadWhole,
  emailAddress,
  forbidden,
  line,
  newId,
  notFound,
  optionalLine,
  organisationsRead,
  parseInput,
  Refusal,
  type UserActor,
  validId,
} from '#libs/kernel';
import { foldExactly } from '#libs/names';
import { OrganisationDirectory } from '#libs/organisations';
import { Commands, type Transaction } from '#libs/platform';
import { auditInvitation } from '../audit-invitation.js';
import { LONGEST_LINE, INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { hasFreeSeat, MOST_DELEGATES, SEAT_ROLES, type SeatRole } from '../domain/seats.js';
import {
  DELEGATES_OF,
  type DelegateRow,
  IS_OPEN,
  NAMED_ALREADY,
} from '../persistence/delegate.statements.js';
import { DELEGATE } from '../persistence/delegate.table.js';
import { type InvitationRow, LOAD_INVITATION } from '../persistence/organisation-invitation.statements.js';
import { changesDelegation, requireOpen } from '../policies/delegate.policy.js';

export const nameDelegateInput = z.object({
  invitationId: validId.describe('Of an organisation that has accepted'),
  role: z.enum(SEAT_ROLES).meta({ type: 'SeatRole' }).describe('For which seat; no role takes another’s'),
  name: line(LONGEST_LINE).describe('As the person writes it; kept as typed'),
  email: emailAddress
    .nullish()
    .describe('Where the person can be reached; one address may serve all of a delegation'),
  position: optionalLine(LONGEST_LINE)
    .nullish()
    .describe('What the person is in the organisation, as its lists say it'),
});

const ROLE_WORDS: Readonly<Record<SeatRole, string>> = {
  HEAD: 'head of delegation',
  DELEGATE: 'delegate',
  ADVISER: 'adviser',
  INTERPRETER: 'interpreter',
  SECURITY: 'security',
  PRESS: 'press',
  SPOUSE: 'accompanying person',
};

/** Names somebody for a seat. The letter's row is locked first, so that two who name at the same time see each other. */
@Injectable()
export class NameDelegate {
  constructor(
    private readonly commands: Commands,
    private readonly organisations: OrganisationDirectory,
  ) {}

  /**
   * Refuses with NOT_FOUND (unknown, or out of sight), FORBIDDEN (who neither answers for it nor is an officer of the host), ACTION_UNAVAILABLE
   * (it has not accepted), DELEGATIONS_FROZEN (by the database's clock, for whoever answers for it), SEAT_TAKEN (with who has the last
   * seat), ALREADY_NAMED (with which of the caller's own organisations has the person), INVALID_INPUT and IDEMPOTENCY_KEY_REUSED.
   */
  run(actor: UserActor, key: string, raw: unknown): Promise<{ id: string; invitationId: string }> {
    const { invitationId, ...said } = parseInput(nameDelegateInput, raw);
    return this.commands.run(actor, { operation: 'nameDelegate', key, request: raw }, async (tx) => {
      const sight = [conferencesReadWhole(actor), organisationsRead(actor)];
      const [invitation] = await tx.query<InvitationRow>(LOAD_INVITATION, [invitationId, ...sight]);
      if (invitation === undefined)
        throw new Refusal('NOT_FOUND', notFound('invitation').message, ['input', 'invitationId']);
      if (!changesDelegation(actor, invitation))
        throw forbidden(
          'Only whoever answers for the organisation names its delegation, or an officer of the host.',
        );
      if (invitation.state !== 'ACCEPTED')
        throw new Refusal('ACTION_UNAVAILABLE', 'A delegation is named once the organisation has accepted.', [
          'input',
          'invitationId',
        ]);
      const [times] = await tx.query<{ isOpen: boolean }>(IS_OPEN, [invitation.conferenceId]);
      requireOpen(actor, invitation, times?.isOpen === true);
      const nameKey = foldExactly(said.name);
      await this.refuseNamed(tx, actor, invitation, nameKey);
      const members = await tx.query<DelegateRow>(DELEGATES_OF, [[invitationId], ...sight]);
      refuseFull(invitation, members, said.role);
      if (members.length >= MOST_DELEGATES)
        throw new Refusal('INVALID_INPUT', `A delegation has ${MOST_DELEGATES} people at most.`, ['input']);
      const id = newId();
      const { conferenceId, organisationId } = invitation;
      tx.insert(DELEGATE, {
        ...said,
        id,
        conferenceId,
        organisationId,
        invitationId,
        nameKey,
        email: said.email ?? null,
        position: said.position ?? null,
        namedBy: actor.userId,
        removedAt: null,
      });
      auditInvitation(tx, invitation, INVITATION_FACTS.delegateNamed, { role: said.role });
      return { id, invitationId };
    });
  }

  /**
   * Nobody is in two delegations; which of the caller's own has the person is told, and nothing of anybody else's. The host, to whom all are known,
   * is refused who is in this one alone: two people may have one name.
   */
  private async refuseNamed(
    tx: Transaction,
    actor: UserActor,
    { conferenceId, organisationId, language }: InvitationRow,
    nameKey: string,
  ): Promise<void> {
    const [named] = await tx.query<DelegateRow>(NAMED_ALREADY, [
      [...organisationsRead(actor), organisationId],
      nameKey,
      conferenceId,
    ]);
    if (named === undefined) return;
    const found = await this.organisations.byIds(tx, conferenceId, [named.organisationId]);
    const organisation = found.get(named.organisationId);
    const name =
      organisation === undefined
        ? ''
        : this.organisations.nameOn(organisation, language, named.namedAt.toISOString().slice(0, 10));
    const message = `${named.name} is in the delegation of ${name} already.`;
    throw new Refusal('ALREADY_NAMED', message, ['input', 'name'], { namedFor: name });
  }
}

function refuseFull({ seats }: InvitationRow, members: readonly DelegateRow[], role: SeatRole): void {
  if (hasFreeSeat(seats, members, role)) return;
  const last = members.filter((one) => one.role === role).at(-1);
  const words = ROLE_WORDS[role];
  const message =
    last === undefined
      ? `The letter offers no seat as ${words}.`
      : `The last seat as ${words} has gone to ${last.name}. Ask the host for another, or take somebody out.`;
  throw new Refusal('SEAT_TAKEN', message, ['input', 'role'], { takenBy: last?.name ?? null });
}
