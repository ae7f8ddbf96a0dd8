import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { AttachmentSubjects, type SubjectStage } from '#libs/attachments';
import { inSight, sightOf, type Transaction } from '#libs/platform';
import { NOMINATION_SUBJECT } from './domain/nomination.js';
import { type NominationState } from './domain/nomination.lifecycle.js';

const FOUND = `SELECT n.conference_id AS "conferenceId", n.body_id AS "bodyId", n.state FROM nominations.nomination n
  WHERE n.id = $1 AND ${inSight('n', 2)}`;

interface Found extends Record<string, unknown> {
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly state: NominationState;
}

const ENDED: readonly NominationState[] = ['REJECTED', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED'];

/** Where a nomination is, as its files ask. What the host has decided and not released is with the host. */
export const stageOf = (state: NominationState): SubjectStage => {
  if (state === 'DRAFT' || state === 'RETURNED') return 'WITH_BODY';
  return ENDED.includes(state) ? 'ENDED' : 'WITH_HOST';
};

/** Nominations, as attachments know them. A nomination is not locked, for a file changes nothing of it. */
@Injectable()
export class NominationAttachments implements OnModuleInit {
  constructor(private readonly subjects: AttachmentSubjects) {}

  onModuleInit(): void {
    this.subjects.register(NOMINATION_SUBJECT, (tx, actor, id) => this.find(tx, actor, id));
  }

  private async find(tx: Pick<Transaction, 'query'>, actor: Actor, id: string) {
    const [found] = await tx.query<Found>(FOUND, [id, ...sightOf(actor)]);
    if (found === undefined) return undefined;
    const { state, ...whose } = found;
    return { ...whose, stage: stageOf(state) };
  }
}
