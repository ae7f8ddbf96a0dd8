import { Injectable } from '@nestjs/common';
import { type UserActor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import { Invitations } from '#libs/invitations';
import { screen } from '#libs/screening';
import { nominationKeys, personKeys } from '../domain/folding.js';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { PERSON_FIELDS, type PersonDetails } from '../domain/nomination-fields.js';
import { byColumn } from '../persistence/by-column.js';
import { type NominationRecord } from '../persistence/nomination-record.js';
import { NominationOrganisations } from './nomination-organisations.js';

/** $1 nomination, $2 the facts and what they are found by, $3 what the nomination is searched and $4 sorted by; see the migration. */
const CORRECT_PERSON = 'SELECT nominations.correct_person($1, $2, $3, $4)';

/** What the trail says of a person whose facts were corrected, whoever did it and whatever for: the body reads it. */
export const PERSON_CORRECTED = 'nomination.person-corrected';

interface Correction {
  readonly tx: Transaction;
  readonly actor: UserActor;
  /** Loaded for the action CORRECT. */
  readonly nomination: NominationRecord;
}

/** Writes facts about the person of a nomination past drafting: an edit for separation of duties, and all that follows. */
@Injectable()
export class PersonFacts {
  constructor(
    private readonly desk: ReviewDesk,
    private readonly invitations: Invitations,
    private readonly organisations: NominationOrganisations,
  ) {}

  /**
   * Answers the fields that change, by their paths; none: nothing was done. An `organisationId` says which organisation it is, null that
   * it is said of none, undefined nothing: a text that changes names none then. Refuses SEPARATION_OF_DUTIES and INVITATION_ENDED. What it was
   * and is now belongs in no entry of the trail: that is for ever, and people are not.
   */
  async correct(work: Correction, after: PersonDetails, organisationId?: string | null): Promise<string[]> {
    const { tx, actor, nomination } = work;
    const { id, person: before, reference, review } = nomination;
    const fields = [...differing(before, after), ...(organisationId === undefined ? [] : ['organisationId'])];
    if (fields.length === 0) return [];
    this.desk.recordEdit(tx, actor, id, review);
    const { searchText, sortName } = nominationKeys(after, reference);
    tx.write(CORRECT_PERSON, [id, byColumn({ ...after, ...personKeys(after) }), searchText, sortName]);
    this.organisations.write(tx, actor, nomination, {
      before: before.organisation,
      after: after.organisation,
      organisationId,
    });
    await this.follow(work, after);
    return fields.map((field) => `person.${field}`);
  }

  /** What the state asks for; the same for a hidden decision as for none. */
  private async follow({ tx, nomination }: Correction, after: PersonDetails): Promise<void> {
    switch (nomination.state) {
      case 'SUBMITTED':
      case 'UNDER_REVIEW':
      case 'DECIDED':
        // Somebody else may have been nominated under this name.
        screen(tx, { ...nomination, version: nomination.version + 1 });
        return;
      case 'APPROVED':
        await this.invitations.correct(tx, { type: NOMINATION_SUBJECT, id: nomination.id }, after);
        return;
      default:
        return;
    }
  }
}

const differing = (before: PersonDetails, after: PersonDetails): string[] =>
  Object.keys(PERSON_FIELDS).filter(
    (field) => before[field as keyof PersonDetails] !== after[field as keyof PersonDetails],
  );
