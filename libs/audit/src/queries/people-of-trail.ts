import { Injectable } from '@nestjs/common';
import { type Actor, isId, Refusal, searchTerm } from '#libs/kernel';
import { UserDirectory } from '#libs/access';

/** The ids of things of one kind that are about a person whom the search finds, as far as the caller sees them; at most `most`. */
export type FindAboutPeople = (
  actor: Actor,
  conferenceId: string,
  search: string,
  most: number,
) => Promise<readonly string[]>;

/** Who is looked for in the trail. */
export interface SoughtInTrail {
  /** Users: what they did, and what was done in their name. */
  readonly users: readonly string[];
  /** What entries are about: those users, and what other contexts have about people. */
  readonly subjects: readonly string[];
}

/** Entries of more people than this would be gathered from all over the trail. */
const MOST_FOUND = 1_000;

/** Whom a search of the trail finds. The trail itself has no names: contexts tell what they have about a person. */
@Injectable()
export class PeopleOfTrail {
  private readonly finders: FindAboutPeople[] = [];

  constructor(private readonly users: UserDirectory) {}

  register(find: FindAboutPeople): void {
    this.finders.push(find);
  }

  /** Null for no search. Refuses INVALID_INPUT for a search that cannot be stored, and for one that finds too many people. */
  async find(
    actor: Actor,
    conferenceId: string,
    typed: string | null | undefined,
  ): Promise<SoughtInTrail | null> {
    const search = searchTerm(typed);
    if (search === '') return null;
    if (!isId(conferenceId)) return { users: [], subjects: [] };
    const [users, ...found] = await Promise.all([
      this.users.found(actor, conferenceId, search),
      ...this.finders.map((find) => find(actor, conferenceId, search, MOST_FOUND + 1)),
    ]);
    const subjects = [...users, ...found.flat()];
    if (subjects.length > MOST_FOUND)
      throw new Refusal(
        'INVALID_INPUT',
        `More than ${MOST_FOUND.toLocaleString('en')} people are found by this. Type more of the name.`,
        ['filter', 'search'],
      );
    return { users, subjects };
  }
}
