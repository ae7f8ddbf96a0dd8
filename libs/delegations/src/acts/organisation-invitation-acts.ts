import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  Clock,
  conferencesReadWhole,
  forbidden,
  isId,
  notFound,
  organisationsRead,
  parseInput,
  Refusal,
  type RefusalCode,
  type UserActor,
} from '#libs/kernel';
import { type Conference, ConferenceReference } from '#libs/conference';
import {
  type Act,
  type ActTarget,
  type Change,
  Commands,
  idOfTarget,
  NOW,
  requestOf,
  type Transaction,
} from '#libs/platform';
import { auditInvitation } from '../audit-invitation.js';
import { type InvitationFact } from '../domain/organisation-invitation.js';
import {
  type OrganisationInvitationAction,
  organisationInvitationLifecycle,
  type OrganisationInvitationState,
} from '../domain/organisation-invitation.lifecycle.js';
import { endOfDay } from '../domain/reply-date.js';
import { type InvitationRow, LOAD_INVITATION } from '../persistence/organisation-invitation.statements.js';
import { ORGANISATION_INVITATION } from '../persistence/organisation-invitation.table.js';
import { hasPart, isOpen, mayEver, WHO_MAY } from '../policies/organisation-invitation.policy.js';

const version = z.number().int().min(1).describe('The version of the invitation that the caller has read');

/** An act on one invitation. Who may do it is in the policy and in which states is in the lifecycle, both by `action`. */
export interface InvitationAct<Shape extends z.ZodRawShape = z.ZodRawShape> extends Act {
  readonly input: z.ZodObject<Shape & { version: typeof version }>;
  readonly action: OrganisationInvitationAction;
  readonly fact: InvitationFact;
}

export const invitationAct = <Shape extends z.ZodRawShape>({
  input,
  codes = [],
  extras = [],
  ...act
}: Pick<InvitationAct, 'name' | 'description' | 'inputDescription' | 'action' | 'fact'> & {
  readonly input: Shape;
  readonly codes?: readonly RefusalCode[];
  readonly extras?: readonly string[];
}): InvitationAct<Shape> => ({
  ...act,
  input: z.object({ version, ...input }),
  codes: [
    'NOT_FOUND',
    'FORBIDDEN',
    'INVALID_INPUT',
    'IDEMPOTENCY_KEY_REUSED',
    'VERSION_CONFLICT',
    'ACTION_UNAVAILABLE',
    ...codes,
  ],
  extras: ['currentVersion', 'state', ...extras],
});

/** What `run` of an act is given. */
export type Call = readonly [actor: UserActor, target: ActTarget, key: string, raw: unknown];

/** What an act works with: the invitation as it was loaded and locked, and the input, checked. */
export interface Work<A extends InvitationAct> {
  readonly tx: Transaction;
  readonly actor: UserActor;
  readonly invitation: InvitationRow;
  readonly conference: Conference;
  /** The last second in which a reply is in time. */
  readonly end: Date;
  readonly isPast: boolean;
  readonly input: z.output<A['input']>;
}

/** What changes beside the state, and what the entry of the trail says beside the action. */
interface Done {
  readonly change?: Change<typeof ORGANISATION_INVITATION>;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly remark?: string | null | undefined;
}

/** Does acts on invitations: checks the input, loads and locks, works, and tells of it, all or nothing. */
@Injectable()
export class InvitationActs {
  constructor(
    private readonly commands: Commands,
    private readonly conferences: ConferenceReference,
    private readonly clock: Clock,
  ) {}

  /**
   * Refuses with NOT_FOUND (unknown, or out of sight), FORBIDDEN (whose it is not), VERSION_CONFLICT, ACTION_UNAVAILABLE (not in this
   * state, with `state`), SEPARATION_OF_DUTIES (approving what one has drafted or changed) and whatever the work refuses.
   */
  run<A extends InvitationAct>(
    act: A,
    [actor, target, key, raw]: Call,
    work: (work: Work<A>) => Done | Promise<Done>,
  ): Promise<{ id: string }> {
    const input = parseInput(act.input, raw) as z.output<A['input']>;
    const command = { operation: act.name, key, ...requestOf(target, raw) };
    return this.commands.run(actor, command, async (tx) => {
      const invitation = await load(tx, actor, idOfTarget(target));
      const conference = await this.conferences.conference(invitation.conferenceId);
      if (conference === undefined) throw new Error('An invitation names a conference that nobody knows');
      const end = endOfDay(invitation.replyBy, conference.timeZone);
      const isPast = end.getTime() < this.clock.now().getTime();
      const state = requireAct(actor, { invitation, isPast }, act, (input as { version: number }).version);
      const done = await work({ tx, actor, invitation, conference, end, isPast, input });
      tx.update(ORGANISATION_INVITATION, invitation.id, {
        ...done.change,
        state,
        version: invitation.version + 1,
        updatedAt: NOW,
      });
      auditInvitation(tx, invitation, act.fact, done.details, done.remark);
      return { id: invitation.id };
    });
  }
}

async function load(tx: Transaction, actor: UserActor, id: string): Promise<InvitationRow> {
  const [row] = isId(id)
    ? await tx.query<InvitationRow>(LOAD_INVITATION, [
        id,
        conferencesReadWhole(actor),
        organisationsRead(actor),
      ])
    : [];
  if (row === undefined) throw notFound('invitation');
  return row;
}

/** The state that the act leads to. */
function requireAct(
  actor: UserActor,
  { invitation, isPast }: { readonly invitation: InvitationRow; readonly isPast: boolean },
  { action }: InvitationAct,
  asked: number,
): OrganisationInvitationState {
  const { state, version: currentVersion } = invitation;
  if (!mayEver(actor, invitation, action)) throw forbidden(WHO_MAY[action]);
  if (currentVersion !== asked)
    throw new Refusal(
      'VERSION_CONFLICT',
      'The invitation was changed since you opened it. Look at it again.',
      ['input', 'version'],
      { currentVersion },
    );
  const next = organisationInvitationLifecycle.next(state, action);
  if (next === undefined || !isOpen({ ...invitation, isPast }, action))
    throw new Refusal(
      'ACTION_UNAVAILABLE',
      'This cannot be done with the invitation as it stands. Look at it again.',
      ['id'],
      { state },
    );
  if (action === 'APPROVE' && hasPart(actor, invitation))
    throw new Refusal(
      'SEPARATION_OF_DUTIES',
      'You have drafted or changed this invitation, so somebody else has to approve it.',
      ['id'],
    );
  return next;
}
