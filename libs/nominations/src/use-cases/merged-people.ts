import { Injectable } from '@nestjs/common';
import { type UserActor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { keepJudgement } from '#libs/screening';
import { personKeys } from '../domain/folding.js';
import { type PersonFact } from '../domain/merging.js';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { type PersonDetails } from '../domain/nomination-fields.js';
import { type NominationRecord } from '../persistence/nomination-record.js';
import { PERSON_CORRECTED, PersonFacts } from './person-facts.js';

interface Work {
  readonly tx: Transaction;
  readonly actor: UserActor;
  readonly nomination: NominationRecord;
}

/** What a merge and its undoing have in common: the person is corrected, and who learns what. */
@Injectable()
export class MergedPeople {
  constructor(private readonly facts: PersonFacts) {}

  /** The body reads that the host has corrected its nomination, and no more. What was judged of the pair stands. */
  async correct(work: Work, after: PersonDetails, pair: readonly [string, string]): Promise<void> {
    const { tx, nomination } = work;
    const { id, conferenceId, bodyId } = nomination;
    const fields = await this.facts.correct(work, after);
    keepJudgement(tx, pair, { id, ...personKeys(after) });
    tx.audit({
      conferenceId,
      bodyId,
      action: PERSON_CORRECTED,
      subjectType: NOMINATION_SUBJECT,
      subjectId: id,
      details: { fields },
    });
  }

  /** In the history of both nominations, for the host alone; what the facts said is in no entry. */
  tell(
    tx: Transaction,
    action: 'nomination.duplicate-merged' | 'nomination.merge-undone',
    {
      nomination: { id, conferenceId },
      otherId,
      facts,
    }: {
      readonly nomination: NominationRecord;
      readonly otherId: string;
      readonly facts: readonly PersonFact[];
    },
  ): void {
    for (const [subjectId, other] of [
      [id, otherId],
      [otherId, id],
    ] as const)
      tx.audit({
        conferenceId,
        action,
        subjectType: NOMINATION_SUBJECT,
        subjectId,
        details: { facts, other, isCorrected: subjectId === id },
      });
  }
}
