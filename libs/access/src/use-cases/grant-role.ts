import { Injectable } from '@nestjs/common';
import {
  Clock,
  foldEmail,
  forbidden,
  hasConferenceRole,
  mailboxSpellings,
  newId,
  notFound,
  parseInput,
  Refusal,
  type Role,
  ROLE_TABLE,
  rolesExcludedBy,
  type UserActor,
  worksFor,
} from '#libs/kernel';
import { type Body, type Conference, ConferenceReference } from '#libs/conference';
import { OrganisationDirectory } from '#libs/organisations';
import { Commands, FromNow, insertOf, type Transaction } from '#libs/platform';
import { ACCESS_ACTIONS } from '../domain/audit-actions.js';
import { grantRoleInput, type GrantRoleInput, OFFER_DAYS, whySeparate } from '../domain/staff.js';
import { ROLE_GRANT } from '../persistence/access.table.js';
import { IS_HELD, ROLES_HELD, UNLESS_OFFERED } from '../persistence/staff.statements.js';
import { mayManage, WHO_MANAGES } from '../policies/staff.policy.js';
import { auditGrant } from './audit-grant.js';
import { RoleOffers } from './role-offers.js';

const DAY_SECONDS = 24 * 3_600;

/**
 * Offers a role to whoever has an address, and tells them by mail where to accept it. Whose address it is nobody looks up:
 * known and unknown ones cost the same statements and get the same answer, until the person has accepted.
 */
@Injectable()
export class GrantRole {
  constructor(
    private readonly commands: Commands,
    private readonly reference: ConferenceReference,
    private readonly offers: RoleOffers,
    private readonly organisations: OrganisationDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * Refuses with NOT_FOUND (conference, body, organisation), FORBIDDEN, INVALID_INPUT, ALREADY_GRANTED, SEPARATION_OF_DUTIES (an
   * administrator alone), RATE_LIMITED and IDEMPOTENCY_KEY_REUSED.
   */
  async run(actor: UserActor, key: string, raw: unknown): Promise<{ grantId: string }> {
    const input = parseInput(grantRoleInput, raw);
    const conference = await this.reference.conference(input.conferenceId);
    return this.commands.run(actor, { operation: 'grantRole', key, request: raw }, async (tx) => {
      if (conference === undefined || !worksFor(actor, conference.id))
        throw new Refusal('NOT_FOUND', notFound('conference').message, ['input', 'conferenceId']);
      if (!mayManage(actor, input)) throw forbidden(WHO_MANAGES);
      const isWhole = hasConferenceRole(actor, conference.id, 'HOST_ADMINISTRATOR');
      if (isWhole) await refuseOpposite(tx, conference.id, input);
      return { grantId: await this.offer(tx, conference, isWhole, input) };
    });
  }

  private async offer(
    tx: Transaction,
    conference: Conference,
    isWhole: boolean,
    input: GrantRoleInput,
  ): Promise<string> {
    const { role, name, email } = input;
    const language = input.language ?? conference.locales[0] ?? 'en';
    const body = bodyOf(input, conference);
    const organisation = await this.organisationOf(tx, input, { conference, language });
    const id = newId();
    const grant = { id, conferenceId: conference.id, bodyId: body?.id ?? null, role, ...organisation };
    const emailFold = foldEmail(email);
    const [held] = await tx.query<{ isHeld: boolean }>(IS_HELD, [
      mailboxSpellings(email),
      grant.conferenceId,
      role,
      grant.bodyId,
      grant.organisationId,
    ]);
    if (held?.isHeld === true)
      throw new Refusal('ALREADY_GRANTED', 'This person has this role already.', ['input', 'email']);
    // An offer has nobody's id yet, and nobody has accepted it.
    const offer = {
      ...grant,
      acceptedAt: null,
      offeredUntil: FromNow.wholeMinutes(OFFER_DAYS * DAY_SECONDS),
      invitedName: name,
      invitedEmail: email,
      invitedEmailFold: emailFold,
      invitedLanguage: language,
    };
    const { text, values } = insertOf(ROLE_GRANT, offer, UNLESS_OFFERED);
    const [offered] = await tx.query<{ offeredUntil: Date }>(text, values);
    if (offered === undefined)
      throw new Refusal(
        'ALREADY_GRANTED',
        'This role is offered to this address already. Remind the person instead.',
        ['input', 'email'],
      );
    await this.offers.send(
      tx,
      { id, role, name, email, language },
      {
        conference,
        body,
        organisationName: grant.organisationName,
        isWhole,
        version: 1,
        until: offered.offeredUntil,
      },
    );
    auditGrant(tx, ACCESS_ACTIONS.roleGranted, grant);
    return id;
  }

  /** For whom a focal point is to answer, as it is called on this day; none for every other role. */
  private async organisationOf(
    tx: Transaction,
    { role, organisationId }: GrantRoleInput,
    { conference, language }: { readonly conference: Conference; readonly language: string },
  ): Promise<{ readonly organisationId: string | null; readonly organisationName: string | null }> {
    const path = ['input', 'organisationId'];
    const isOfOrganisation = ROLE_TABLE[role].of === 'organisation';
    if (organisationId === null) {
      if (isOfOrganisation)
        throw new Refusal('INVALID_INPUT', 'Name the organisation for which this person will answer.', path);
      return { organisationId: null, organisationName: null };
    }
    if (!isOfOrganisation)
      throw new Refusal('INVALID_INPUT', 'This role is for no organisation: name none.', path);
    const found = await this.organisations.byIds(tx, conference.id, [organisationId]);
    const organisation = found.get(organisationId);
    if (organisation === undefined) throw new Refusal('NOT_FOUND', notFound('organisation').message, path);
    if (organisation.mergedInto !== null)
      throw new Refusal('INVALID_INPUT', 'The organisation is merged into another one. Name that one.', path);
    const day = this.clock.now().toISOString().slice(0, 10);
    return { organisationId, organisationName: this.organisations.nameOn(organisation, language, day) };
  }
}

/** The body in which the role is held: the one that was named for a partner's role, the host for its own, none otherwise. */
function bodyOf(input: GrantRoleInput, conference: Conference): Body | null {
  const path = ['input', 'bodyId'];
  const named = conference.bodies.find(({ id }) => id === input.bodyId);
  if (input.bodyId !== null && named === undefined)
    throw new Refusal('NOT_FOUND', notFound('body').message, path);
  switch (ROLE_TABLE[input.role].of) {
    case 'conference':
    case 'organisation':
      if (named !== undefined)
        throw new Refusal('INVALID_INPUT', 'This role is held within no body: name none.', path);
      return null;
    case 'host':
      if (named?.kind === 'PARTNER')
        throw new Refusal('INVALID_INPUT', 'This role is held at the host, not at a partner.', path);
      return conference.bodies.find(({ kind }) => kind === 'HOST') ?? null;
    case 'partner':
      if (named?.kind !== 'PARTNER')
        throw new Refusal('INVALID_INPUT', 'Name the partner for which this person will work.', path);
      return named;
  }
}

/**
 * An administrator sees all staff and hears at once what could not be accepted. A coordinator, who would learn by it that
 * the address is one of the host's, does not: then acceptance is refused, and the database refuses whatever gets by.
 */
async function refuseOpposite(
  tx: Transaction,
  conferenceId: string,
  { role, email }: GrantRoleInput,
): Promise<void> {
  const held = await tx.query<{ role: Role }>(ROLES_HELD, [mailboxSpellings(email), conferenceId]);
  const other = held.find((one) => rolesExcludedBy(role).includes(one.role))?.role;
  if (other === undefined) return;
  const message = `${whySeparate(role, other)} Take the other role from this person first, or choose somebody else.`;
  throw new Refusal('SEPARATION_OF_DUTIES', message, ['input', 'role']);
}
