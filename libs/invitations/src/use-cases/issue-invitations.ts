import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type NewMessage, Notifications } from '#libs/notifications';
import { type Capacity, CAPACITIES, reminderBeforeMs } from '../domain/invitation.js';
import { LINK_VERSION } from '../domain/invitation-token.js';
import { lapseInvitations, MOST_IN_JOB, remindInvitees } from '../invitation.jobs.js';
import { invitationContent } from '../invitation-messages.js';
import { InvitationLinks } from '../invitation-links.js';
import { type SourceOfInvitation } from '../invitation-sources.js';
import { type ConferenceRow, factsOf } from '../persistence/invitation-record.js';
import { CONFERENCE_FACTS, INSERT_INVITATIONS } from '../persistence/invitation.statements.js';

/** A person to be invited, as the source has them at this moment. */
export interface InvitationToIssue {
  readonly source: SourceOfInvitation;
  readonly bodyId: string;
  readonly personName: string;
  readonly honorific: string | null;
  readonly email: string;
  /** BCP 47, what the person reads; null: the first language of the conference. */
  readonly language: string | null;
  readonly capacity: string;
}

/** A little later than the deadline, so that the database's clock agrees that it is over. */
const GRACE_MS = 1_000;

/** Until when an invitation can be answered, by the database's clock. */
export interface Deadline extends Record<string, unknown> {
  respond_by: Date;
  /** Hours from now until then. */
  hours_left: number;
}

interface Inserted extends Deadline {
  id: string;
}

/** Invites people, a thousand in a handful of statements: rows, messages, and the delayed jobs that watch the deadline. */
@Injectable()
export class IssueInvitations {
  constructor(
    private readonly links: InvitationLinks,
    private readonly notifications: Notifications,
  ) {}

  async run(
    tx: Transaction,
    conferenceId: string,
    people: readonly InvitationToIssue[],
    batchId: string | null,
  ): Promise<void> {
    if (people.length === 0) return;
    const bodyIds = [...new Set(people.map(({ bodyId }) => bodyId))];
    const [conference] = await tx.query<ConferenceRow>(CONFERENCE_FACTS, [conferenceId, bodyIds]);
    if (conference === undefined) throw new Error(`There is no conference ${conferenceId}`);
    const [fallback = 'en'] = conference.locales;
    const drafts = people.map((person) => {
      const id = newId();
      return {
        ...person,
        id,
        language: person.language ?? fallback,
        capacity: capacityOf(person.capacity),
        tokenHash: this.links.hashFor(id),
      };
    });
    const column = <T>(pick: (draft: (typeof drafts)[number]) => T): T[] => drafts.map(pick);
    const inserted = await tx.query<Inserted>(INSERT_INVITATIONS, [
      conferenceId,
      column((d) => d.id),
      column((d) => d.bodyId),
      column((d) => d.source.type),
      column((d) => d.source.id),
      column((d) => d.personName),
      column((d) => d.honorific),
      column((d) => d.email),
      column((d) => d.language),
      column((d) => d.capacity),
      column((d) => d.tokenHash),
      LINK_VERSION,
    ]);
    const deadlines = new Map(inserted.map((row) => [row.id, row.respond_by]));
    const facts = factsOf(conference, conference.name);
    const messages = drafts.flatMap((draft): NewMessage[] => {
      const respondBy = deadlines.get(draft.id);
      if (respondBy === undefined) return [];
      const offer = {
        nominatedBy: conference.bodies[draft.bodyId] ?? '',
        respondBy,
        linkVersion: LINK_VERSION,
      };
      return [
        {
          conferenceId,
          bodyId: draft.bodyId,
          about: draft.source,
          batchId,
          subject: { type: 'invitation', id: draft.id, version: 1 },
          recipient: { name: draft.personName, email: draft.email, language: draft.language },
          content: invitationContent(facts, draft, offer),
        },
      ];
    });
    await this.notifications.compose(tx, messages);
    const [first] = inserted;
    if (first !== undefined) {
      watchDeadline(
        tx,
        conferenceId,
        inserted.map(({ id }) => id),
        first,
      );
    }
  }
}

/** Promises the reminder and the lapse; all invitations of one call have one deadline. */
export function watchDeadline(
  tx: Transaction,
  conferenceId: string,
  ids: readonly string[],
  { respond_by: respondBy, hours_left: hoursLeft }: Deadline,
): void {
  const before = reminderBeforeMs(hoursLeft);
  for (let from = 0; from < ids.length; from += MOST_IN_JOB) {
    const payload = { invitationIds: ids.slice(from, from + MOST_IN_JOB) };
    if (before !== null) {
      tx.enqueue(remindInvitees, payload, { conferenceId, runAt: new Date(respondBy.getTime() - before) });
    }
    tx.enqueue(lapseInvitations, payload, { conferenceId, runAt: new Date(respondBy.getTime() + GRACE_MS) });
  }
}

function capacityOf(capacity: string): Capacity {
  const known = CAPACITIES.find((one) => one === capacity);
  if (known === undefined) throw new Error(`${capacity} is no capacity`);
  return known;
}
