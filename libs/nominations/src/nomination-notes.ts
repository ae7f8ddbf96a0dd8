import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { NoteSubjects } from '#libs/notes';
import { inSight, sightOf, type Transaction } from '#libs/platform';
import { NOMINATION_SUBJECT } from './domain/nomination.js';

const FOUND = `SELECT n.conference_id AS "conferenceId", n.body_id AS "bodyId" FROM nominations.nomination n
  WHERE n.id = $1 AND ${inSight('n', 2)}`;

interface Found extends Record<string, unknown> {
  readonly conferenceId: string;
  readonly bodyId: string;
}

/** Nominations, as notes know them: whose each is, whatever its state. It is not locked, for a note changes nothing of it. */
@Injectable()
export class NominationNotes implements OnModuleInit {
  constructor(private readonly subjects: NoteSubjects) {}

  onModuleInit(): void {
    this.subjects.register(NOMINATION_SUBJECT, (tx, actor, id) => this.find(tx, actor, id));
  }

  private async find(tx: Pick<Transaction, 'query'>, actor: Actor, id: string): Promise<Found | undefined> {
    const [found] = await tx.query<Found>(FOUND, [id, ...sightOf(actor)]);
    return found;
  }
}
