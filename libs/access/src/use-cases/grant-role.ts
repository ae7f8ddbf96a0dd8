import { Injectable } from '@nestjs/common';
import {
  foldEmail,
  forbidden,
  newId,
  notFound,
  parseInput,
  Refusal,
  type Role,
  type UserActor,
} from '#libs/kernel';
import { type Body, type Conference, ConferenceReference } from '#libs/conference';
import { Notifications } from '#libs/notifications';
import { Commands, type Transaction, violatedConstraint } from '#libs/platform';
import { ACCESS_ACTIONS } from '../domain/access.events.js';
import { grantRoleInput, type GrantRoleInput, OPPOSITE_ROLE, SCOPE_OF_ROLE } from '../domain/staff.js';
import { HOLDS_ROLE, INSERT_GRANT, TAKE_IN } from '../persistence/staff.statements.js';
import { mayManage, WHO_MANAGES } from '../policies/staff.policy.js';

const SEPARATE =
  'Nobody both administers a conference and decides its nominations. Take the other role from this person first, or choose somebody else.';

/** Gives a person a role, and tells them by mail where to sign in. Whoever is new is added under the name given here. */
@Injectable()
export class GrantRole {
  constructor(
    private readonly commands: Commands,
    private readonly reference: ConferenceReference,
    private readonly notifications: Notifications,
  ) {}

  /**
   * Refuses with NOT_FOUND (conference, body), FORBIDDEN, INVALID_INPUT, ALREADY_GRANTED, SEPARATION_OF_DUTIES and
   * IDEMPOTENCY_KEY_REUSED.
   */
  async run(actor: UserActor, key: string, raw: unknown): Promise<{ grantId: string }> {
    const input = parseInput(grantRoleInput, raw);
    const conference = await this.reference.conference(input.conferenceId);
    try {
      return await this.commands.run(actor, { operation: 'grantRole', key, request: raw }, async (tx) => {
        if (conference === undefined || !actor.grants.some((grant) => grant.conferenceId === conference.id))
          throw new Refusal('NOT_FOUND', notFound('conference').message, ['input', 'conferenceId']);
        if (!mayManage(actor, input)) throw forbidden(WHO_MANAGES);
        const body = bodyOf(input, conference);
        return { grantId: await this.grant(tx, conference, body, input) };
      });
    } catch (error) {
      throw violatedConstraint(error) === 'administrator_or_approver' ? separate() : error;
    }
  }

  private async grant(
    tx: Transaction,
    conference: Conference,
    body: Body | null,
    { role, name, email, language }: GrantRoleInput,
  ): Promise<string> {
    const bodyId = body?.id ?? null;
    const reads = language ?? conference.locales[0] ?? 'en';
    const person = [newId(), conference.id, bodyId, name, email, foldEmail(email), reads];
    const [taken] = await tx.query<{ userId: string }>(TAKE_IN, person);
    if (taken === undefined) throw new Error('A person vanished while being given a role');
    await refuseOpposite(tx, taken.userId, conference.id, role);
    const id = newId();
    if ((await tx.execute(INSERT_GRANT, [id, taken.userId, conference.id, bodyId, role])) === 0)
      throw new Refusal('ALREADY_GRANTED', 'This person has this role already.', ['input', 'email']);
    const isPartner = SCOPE_OF_ROLE[role] === 'PARTNER';
    await this.notifications.compose(tx, [
      {
        kind: 'ROLE_GRANTED',
        conferenceId: conference.id,
        bodyId: isPartner ? bodyId : null,
        subject: { type: 'grant', id, version: 1 },
        recipient: { name, email, language: reads },
        params: { conferenceName: conference.name, role, bodyName: body?.name ?? null },
      },
    ]);
    tx.audit({
      conferenceId: conference.id,
      bodyId: isPartner ? bodyId : null,
      action: ACCESS_ACTIONS.roleGranted,
      subjectType: 'user',
      subjectId: taken.userId,
      details: { grantId: id, role },
    });
    return id;
  }
}

/** The body in which the role is held: the one that was named for a partner's role, the host for its own, none otherwise. */
function bodyOf(input: GrantRoleInput, conference: Conference): Body | null {
  const path = ['input', 'bodyId'];
  const named = conference.bodies.find(({ id }) => id === input.bodyId);
  if (input.bodyId !== null && named === undefined)
    throw new Refusal('NOT_FOUND', notFound('body').message, path);
  switch (SCOPE_OF_ROLE[input.role]) {
    case 'CONFERENCE':
      if (named !== undefined)
        throw new Refusal('INVALID_INPUT', 'This role is held for the whole conference: name no body.', path);
      return null;
    case 'HOST':
      if (named?.kind === 'PARTNER')
        throw new Refusal('INVALID_INPUT', 'This role is held at the host, not at a partner.', path);
      return conference.bodies.find(({ kind }) => kind === 'HOST') ?? null;
    case 'PARTNER':
      if (named?.kind !== 'PARTNER')
        throw new Refusal('INVALID_INPUT', 'Name the partner for which this person will work.', path);
      return named;
  }
}

/** First of two: a trigger of the database refuses again, also two grants that are made at the same time. */
async function refuseOpposite(
  tx: Transaction,
  userId: string,
  conferenceId: string,
  role: Role,
): Promise<void> {
  const opposite = OPPOSITE_ROLE[role];
  if (opposite === undefined) return;
  const [row] = await tx.query<{ isHeld: boolean }>(HOLDS_ROLE, [userId, conferenceId, opposite]);
  if (row?.isHeld === true) throw separate();
}

const separate = (): Refusal => new Refusal('SEPARATION_OF_DUTIES', SEPARATE, ['input', 'role']);
