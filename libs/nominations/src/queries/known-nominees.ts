import { Injectable } from '@nestjs/common';
import { type Actor, bodiesRead, isEmailAddress, isId, notFound, searchTerm } from '#libs/kernel';
import { Database } from '#libs/platform';
import { type DuplicateReason, isAlike, likenessTo } from '#libs/screening';
import { personKeys } from '../domain/folding.js';
import { OWN_LOOK_ALIKES } from '../persistence/look-alike.statements.js';

export interface PersonTyped {
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly name?: string | null;
  readonly email?: string | null;
  /** The nomination that is being edited. */
  readonly exceptId?: string | null;
}

export interface KnownNominee {
  readonly nominationId: string;
  readonly reasonCodes: readonly DuplicateReason[];
}

interface Candidate extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly badgeName: string | null;
  readonly emailFold: string | null;
}

/** More would not be read while somebody types. */
const MOST_TOLD = 5;
/** Fewer letters are the beginning of too many names. */
const FEWEST_LETTERS = 3;

/** Whom a body has nominated already, by the address or name that somebody is typing: its own nominations alone. */
@Injectable()
export class KnownNominees {
  constructor(private readonly database: Database) {}

  /** The likeliest first. Refuses NOT_FOUND for a body that is not the caller's, INVALID_INPUT for what is too long to be searched. */
  async run(actor: Actor, person: PersonTyped): Promise<readonly KnownNominee[]> {
    const name = searchTerm(person.name, ['name']);
    const typed = searchTerm(person.email, ['email']).normalize('NFC');
    const email = isEmailAddress(typed) ? typed : null;
    const { conferenceId, bodyId } = person;
    if (!isId(conferenceId) || !bodiesRead(actor).includes(bodyId)) throw notFound('body');
    if (email === null && name.length < FEWEST_LETTERS) return [];
    const { emailFold, nameKey, nameCodes } = personKeys({ name, email });
    const candidates = await this.database.read<Candidate>(actor, OWN_LOOK_ALIKES, [
      conferenceId,
      bodyId,
      emailFold,
      nameKey,
      nameCodes,
    ]);
    const likeness = likenessTo({ name, emailFold });
    return candidates
      .filter(({ id }) => id !== person.exceptId)
      .map((candidate) => ({
        nominationId: candidate.id,
        ...likeness(candidate),
      }))
      .filter(isAlike)
      .sort((a, b) => b.score - a.score || (a.nominationId < b.nominationId ? 1 : -1))
      .slice(0, MOST_TOLD)
      .map(({ nominationId, reasons }) => ({ nominationId, reasonCodes: reasons }));
  }
}
