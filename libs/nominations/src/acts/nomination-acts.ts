import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { parseInput, type RefusalCode, type UserActor } from '#libs/kernel';
import { type Act, type ActTarget, Commands, idOfTarget, requestOf, type Transaction } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { type NominationAction } from '../domain/nomination.lifecycle.js';
import { loadForAction, type NominationRecord } from '../persistence/nomination-record.js';

const version = z.number().int().min(1);
const COMMON_CODES = [
  'NOT_FOUND',
  'FORBIDDEN',
  'INVALID_INPUT',
  'IDEMPOTENCY_KEY_REUSED',
  'VERSION_CONFLICT',
  'ACTION_UNAVAILABLE',
] as const;
const COMMON_EXTRAS = ['currentVersion', 'state'] as const;

/** What the trail says of an act, and who is told that the nomination has changed. */
interface Fact {
  readonly action: string;
  /** Whether it is of the host's own work: then the body reads no entry of it and hears nothing. */
  readonly isOfHost?: boolean;
}

/**
 * An act on one nomination. Who may do it is in the policy and in which states is in the lifecycle, both by `action`. To its
 * input comes the version that the caller has read, to its codes those that every act has.
 */
export interface NominationAct<Shape extends z.ZodRawShape = z.ZodRawShape> extends Act {
  readonly action: NominationAction;
  /** A sound request, but for the version: tests send it. */
  readonly example: Readonly<Record<string, unknown>>;
  readonly input: z.ZodObject<Shape & { version: typeof version }>;
  /** Left out where the act writes entries of its own. */
  readonly fact?: Fact | undefined;
}

export function nominationAct<Shape extends z.ZodRawShape>({
  codes = [],
  extras = [],
  input,
  ...act
}: Omit<NominationAct, 'input' | 'codes' | 'extras'> & {
  readonly input: Shape;
  readonly codes?: readonly RefusalCode[];
  readonly extras?: readonly string[];
}): NominationAct<Shape> {
  return {
    ...act,
    input: z.object({ version, ...input }),
    codes: [...COMMON_CODES, ...codes],
    extras: [...COMMON_EXTRAS, ...extras],
  };
}

/** What `run` of an act is given. */
export type Call = readonly [actor: UserActor, target: ActTarget, key: string, raw: unknown];

/** What an act is about: who does it, the nomination as it was loaded, and the input, checked. */
export interface Subject<A extends NominationAct> {
  readonly actor: UserActor;
  readonly nomination: NominationRecord;
  readonly input: z.output<A['input']>;
}
export interface Work<A extends NominationAct> extends Subject<A> {
  readonly tx: Transaction;
}

/** What the entry of the trail says beside the action. */
interface Told {
  readonly details?: Record<string, unknown>;
  readonly remark?: string | null;
}

/** Does acts on nominations: checks the input, loads and locks the nomination, works, and tells of it, all or nothing. */
@Injectable()
export class NominationActs {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
  ) {}

  /** @param explain what is thrown instead of what the work or the database threw. */
  async run<A extends NominationAct>(
    act: A,
    [actor, target, key, raw]: Call,
    work: (work: Work<A>) => Told | Promise<Told>,
    explain?: (error: unknown, subject: Subject<A>) => Promise<unknown>,
  ): Promise<{ id: string }> {
    const input = parseInput(act.input, raw) as z.output<A['input']>;
    let subject: Subject<A> | undefined;
    const attempt = (tx: Transaction): Promise<{ id: string }> =>
      this.within(tx, act, [actor, idOfTarget(target), input], (known) => {
        subject = known;
        return work(known);
      });
    try {
      return await this.commands.run(actor, { operation: act.name, key, ...requestOf(target, raw) }, attempt);
    } catch (error) {
      throw subject === undefined || explain === undefined ? error : await explain(error, subject);
    }
  }

  /** The same within a transaction that does more than this; whoever opened it keeps it from happening twice. @param input checked */
  async within<A extends NominationAct>(
    tx: Transaction,
    act: A,
    [actor, id, input]: readonly [actor: UserActor, id: string, input: z.output<A['input']>],
    work: (work: Work<A>) => Told | Promise<Told>,
  ): Promise<{ id: string }> {
    const { version } = input as { version: number };
    const nomination = await loadForAction(tx, this.desk, actor, { id, version, action: act.action });
    tell(tx, act, nomination, await work({ tx, actor, nomination, input }));
    return { id: nomination.id };
  }
}

function tell(
  tx: Transaction,
  { fact }: NominationAct,
  { id, conferenceId, bodyId }: NominationRecord,
  { details, remark }: Told,
): void {
  if (fact === undefined) return;
  const isOfHost = fact.isOfHost === true;
  tx.audit({
    conferenceId,
    bodyId: isOfHost ? undefined : bodyId,
    action: fact.action,
    subjectType: NOMINATION_SUBJECT,
    subjectId: id,
    details,
    remark,
  });
}
