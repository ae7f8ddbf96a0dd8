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
import { Commands, sightOf, type Transaction } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import { inOrder, type PairState } from '#libs/screening';
import { changedBy, mergedInto, PERSON_FACTS, type PersonFact } from '../domain/merging.js';
import { type PersonDetails } from '../domain/nomination-fields.js';
import { DUPLICATE_MERGE } from '../persistence/duplicate-merge.table.js';
import { OTHER_OF_PAIR, STATE_OF_PAIR } from '../persistence/duplicate-merge.statements.js';
import { loadForAction, type NominationRecord, personOf } from '../persistence/nomination-record.js';
import { MergedPeople } from './merged-people.js';

const version = z.number().int().min(1);
const mergeInput = z.object({
  nominationId: validId,
  otherId: validId,
  facts: z
    .array(z.enum(Object.keys(PERSON_FACTS) as [PersonFact, ...PersonFact[]]))
    .min(1, 'Choose at least one fact.')
    .max(100, 'Choose each fact once.'),
  version,
  otherVersion: version,
});

interface OtherRow extends Record<string, unknown> {
  readonly conference_id: string;
  /** As the API tells it, and the oldest that the caller may have read: see `NominationRecord`. */
  readonly told_version: number;
  readonly oldest_version: number;
}

export const WHO_MERGES = 'Only an officer of the host takes facts from one nomination onto another.';

/**
 * Of two nominations that are judged to be of one person, the one takes facts of the person from the other. To its body that is a
 * correction by the host; that there is another nomination it does not learn.
 */
@Injectable()
export class MergeDuplicate {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
    private readonly people: MergedPeople,
  ) {}

  /**
   * Refuses with NOT_FOUND, FORBIDDEN, INVALID_INPUT (nothing differs), IDEMPOTENCY_KEY_REUSED, VERSION_CONFLICT (of either),
   * ACTION_UNAVAILABLE, NOT_JUDGED_SAME, SEPARATION_OF_DUTIES and INVITATION_ENDED.
   */
  run(actor: UserActor, key: string, raw: unknown): Promise<{ readonly firstId: string; secondId: string }> {
    const input = parseInput(mergeInput, raw);
    return this.commands.run(actor, { operation: 'mergeDuplicate', key, request: raw }, async (tx) => {
      const { nominationId: id, otherId, version } = input;
      const nomination = await loadForAction(tx, this.desk, actor, { id, version, action: 'CORRECT' });
      const { conferenceId } = nomination;
      requireConferenceRole(actor, conferenceId, ['HOST_OFFICER'], WHO_MERGES);
      const other = await this.other(tx, actor, nomination, input);
      const [firstId, secondId] = inOrder(id, otherId);
      await requireSame(tx, [firstId, secondId]);
      const after = mergedInto(nomination.person, other, input.facts);
      const { facts, was, became } = changedBy(nomination.person, after);
      if (facts.length === 0) throw nothingDiffers();
      await this.people.correct({ tx, actor, nomination }, after, [firstId, secondId]);
      tx.insert(DUPLICATE_MERGE, {
        id: newId(),
        conferenceId,
        firstId,
        secondId,
        nominationId: id,
        facts,
        was,
        became,
        mergedBy: actor.userId,
        undoneBy: null,
        undoneAt: null,
      });
      this.people.tell(tx, 'nomination.duplicate-merged', { nomination, otherId, facts });
      return { firstId, secondId };
    });
  }

  /** The person of the other one, as the caller has read them. */
  private async other(
    tx: Transaction,
    actor: UserActor,
    { id, conferenceId }: NominationRecord,
    { otherId, otherVersion }: z.output<typeof mergeInput>,
  ): Promise<PersonDetails> {
    const [row] = await tx.query<OtherRow>(OTHER_OF_PAIR, [otherId, ...sightOf(actor)]);
    if (row === undefined || row.conference_id !== conferenceId || otherId === id)
      throw new Refusal('NOT_FOUND', notFound('nomination').message, ['input', 'otherId']);
    if (otherVersion < row.oldest_version || otherVersion > row.told_version)
      throw new Refusal(
        'VERSION_CONFLICT',
        'Somebody has changed the other nomination since you opened it. Look at it again.',
        ['input', 'otherVersion'],
        { currentVersion: row.told_version },
      );
    return personOf(row);
  }
}

async function requireSame(tx: Transaction, pair: readonly [string, string]): Promise<void> {
  const [judged] = await tx.query<{ state: PairState }>(STATE_OF_PAIR, pair);
  if (judged?.state !== 'SAME')
    throw new Refusal(
      'NOT_JUDGED_SAME',
      'Nobody has judged that these two nominations are of one person, or it is asked again. Judge the pair first.',
      ['input', 'otherId'],
    );
}

const nothingDiffers = (): Refusal<'INVALID_INPUT'> =>
  new Refusal('INVALID_INPUT', 'Both nominations say the same of this. Choose something that differs.', [
    'input',
    'facts',
  ]);
