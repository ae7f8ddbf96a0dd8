import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  notFound,
  optionalProse,
  parseInput,
  Refusal,
  requireConferenceRole,
  type UserActor,
  validId,
} from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import {
  inOrder,
  JUDGED,
  LONGEST_JUDGEMENT_NOTE,
  printsOf,
  type Verdict,
  VERDICTS,
} from '../domain/judgement.js';
import { LOAD_PAIR, LOCK_PAIR, STORE_JUDGEMENT } from '../persistence/judgement.statements.js';
import { type PairedSubject, ScreeningSubjects } from '../screening-subjects.js';

const judgeInput = z.object({
  nominationId: validId,
  otherId: validId,
  verdict: z.enum(VERDICTS),
  note: optionalProse(LONGEST_JUDGEMENT_NOTE).nullish(),
  version: z.number().int().min(0),
});

interface FoundPair extends Record<string, unknown> {
  readonly score: number;
  readonly reasons: readonly string[];
  readonly verdict: Verdict | null;
  readonly judgedBy: string | null;
  readonly version: number;
}

export const WHO_JUDGES = 'Officers and approvers of the host say whether two nominations are of one person.';

/**
 * Says of two nominations that may be of one person whether they are. It is remembered until somebody says otherwise; nothing of either
 * nomination changes, and no body learns of it.
 */
@Injectable()
export class JudgeDuplicate {
  constructor(
    private readonly commands: Commands,
    private readonly subjects: ScreeningSubjects,
  ) {}

  /**
   * Refuses with NOT_FOUND (a nomination out of sight; two that are no pair, or of which one has ended), FORBIDDEN, INVALID_INPUT,
   * ALREADY_JUDGED (with who did and what they said) and IDEMPOTENCY_KEY_REUSED.
   */
  run(actor: UserActor, key: string, raw: unknown): Promise<{ readonly firstId: string; secondId: string }> {
    const { nominationId, otherId, ...said } = parseInput(judgeInput, raw);
    return this.commands.run(actor, { operation: 'judgeDuplicate', key, request: raw }, async (tx) => {
      const [first, second] = await this.load(tx, actor, [nominationId, otherId]);
      const { conferenceId } = first;
      requireConferenceRole(actor, conferenceId, ['HOST_OFFICER', 'HOST_APPROVER'], WHO_JUDGES);
      const found = await loadPair(tx, [first, second]);
      if (found.version !== said.version) throw alreadyJudged(found);
      const [one, other] = [printsOf(first), printsOf(second)];
      tx.write(STORE_JUDGEMENT, [
        first.id,
        second.id,
        conferenceId,
        said.verdict,
        said.note ?? null,
        actor.userId,
        found.score,
        found.reasons,
        one.name,
        one.email,
        other.name,
        other.email,
        found.version + 1,
      ]);
      for (const [subjectId, otherId] of [
        [first.id, second.id],
        [second.id, first.id],
      ] as const)
        tx.audit({
          conferenceId,
          action: JUDGED,
          subjectType: this.subjects.only.type,
          subjectId,
          details: { verdict: said.verdict, other: otherId },
        });
      return { firstId: first.id, secondId: second.id };
    });
  }

  /** In order. The second id that is out of sight is told by its own path. */
  private async load(
    tx: Transaction,
    actor: UserActor,
    ids: readonly [nominationId: string, otherId: string],
  ): Promise<readonly [PairedSubject, PairedSubject]> {
    const seen = new Map(
      (await this.subjects.only.paired(tx, actor, ids)).map((subject) => [subject.id, subject]),
    );
    const [one, other] = ids.map((id) => seen.get(id));
    if (one === undefined || !one.isAlive) throw outOfSight('nominationId');
    const isPair = other?.isAlive === true && one.conferenceId === other.conferenceId && one.id !== other.id;
    if (!isPair) throw outOfSight('otherId');
    return inOrder(one.id, other.id)[0] === one.id ? [one, other] : [other, one];
  }
}

const outOfSight = (field: 'nominationId' | 'otherId'): Refusal<'NOT_FOUND'> =>
  new Refusal('NOT_FOUND', notFound('nomination').message, ['input', field]);

async function loadPair(
  tx: Transaction,
  [first, second]: readonly [PairedSubject, PairedSubject],
): Promise<FoundPair> {
  const pair = [first.id, second.id];
  // Both go down the connection at once; the second sees what was committed while the first waited.
  const [, [found]] = await Promise.all([tx.query(LOCK_PAIR, pair), tx.query<FoundPair>(LOAD_PAIR, pair)]);
  if (found === undefined)
    throw new Refusal('NOT_FOUND', 'Nothing was found that these two nominations have in common.', [
      'input',
      'otherId',
    ]);
  return found;
}

const alreadyJudged = ({ judgedBy, verdict }: FoundPair): Refusal<'ALREADY_JUDGED'> =>
  new Refusal(
    'ALREADY_JUDGED',
    'Somebody has judged this pair since you opened it. Yours was not recorded.',
    ['input', 'version'],
    { decidedById: judgedBy, verdict },
  );
