import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type Actor } from '#libs/kernel';
import { JobHandler, type Transaction, UnitOfWork } from '#libs/platform';
import { invitationLapsed } from '../invitation.events.js';
import { lapseInvitations } from '../invitation.jobs.js';
import { type ChangedRow, type InvitationRow, sourceOf } from '../persistence/invitation-record.js';
import {
  LAPSE_INVITATIONS,
  LOAD_FOR_MESSAGES,
  SOURCES_OF,
  STILL_PENDING,
} from '../persistence/invitation.statements.js';
import { InvitationSources, type SourceOfInvitation } from '../invitation-sources.js';
import { AnnounceAnswer } from '../use-cases/announce-answer.js';

const ACTOR: Actor = { kind: 'system', task: 'lapse-invitations' };
const GRACE_MS = 1_000;

type SourceRow = SourceOfInvitation & Record<string, unknown>;

interface PendingRow extends Record<string, unknown> {
  id: string;
  conference_id: string;
  respond_by: Date;
}

/** Ends invitations that nobody has answered in time, and tells the bodies; whoever keeps the places hears it as an event. */
@Injectable()
export class LapseInvitations extends JobHandler<z.output<typeof lapseInvitations.payload>> {
  readonly job = lapseInvitations;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly announcing: AnnounceAnswer,
    private readonly sources: InvitationSources,
  ) {
    super();
  }

  async handle({ invitationIds }: { invitationIds: string[] }): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      // What they are for comes first, as everywhere; it stays the same for as long as an invitation lives.
      await this.sources.lock(tx, await tx.query<SourceRow>(SOURCES_OF, [invitationIds]));
      const lapsed = await tx.query<ChangedRow>(LAPSE_INVITATIONS, [invitationIds]);
      for (const row of lapsed) record(tx, row);
      this.sources.followed(tx, lapsed.map(sourceOf));
      const [rows, early] = await Promise.all([
        tx.query<InvitationRow>(LOAD_FOR_MESSAGES, [lapsed.map(({ id }) => id)]),
        tx.query<PendingRow>(STILL_PENDING, [invitationIds]),
      ]);
      await this.announcing.lapsed(tx, rows);
      comeAgain(tx, early);
    });
  }
}

function record(tx: Transaction, row: ChangedRow): void {
  const { id, conference_id: conferenceId, body_id: bodyId } = row;
  const source = sourceOf(row);
  tx.audit({
    conferenceId,
    bodyId,
    action: 'invitation.lapsed',
    subjectType: source.type,
    subjectId: source.id,
    details: { invitation: id },
  });
  tx.emit(invitationLapsed, { invitationId: id }, { conferenceId });
}

/** The job was early, by a queue's clock or because the deadline was put off: it comes again when it is due. */
function comeAgain(tx: Transaction, pending: readonly PendingRow[]): void {
  const [first] = pending;
  if (first === undefined) return;
  const latest = Math.max(...pending.map((row) => row.respond_by.getTime()));
  tx.enqueue(
    lapseInvitations,
    { invitationIds: pending.map(({ id }) => id) },
    { conferenceId: first.conference_id, runAt: new Date(latest + GRACE_MS) },
  );
}
