/** Two nominations that the host has judged to be of one person. */
export interface SamePair {
  readonly firstId: string;
  readonly secondId: string;
}

/**
 * Who would be invited a second time: of the nominations that are to invite, in their order, those whose person is invited by
 * another one already, or by one before them; each with that one. Whoever is the same person as the same person is so too.
 *
 * @param invited nominations by which somebody is expected now
 */
export function invitedTwice(
  pairs: readonly SamePair[],
  invited: readonly string[],
  inviting: readonly string[],
): ReadonlyMap<string, string> {
  const personOf = peopleIn(pairs);
  const byPerson = new Map<string, string>();
  for (const id of invited) byPerson.set(personOf(id), id);
  const second = new Map<string, string>();
  for (const id of inviting) {
    const person = personOf(id);
    const first = byPerson.get(person);
    if (first === undefined) byPerson.set(person, id);
    else if (first !== id) second.set(id, first);
  }
  return second;
}

/** Names the person of each nomination by one of all that are theirs. */
function peopleIn(pairs: readonly SamePair[]): (id: string) => string {
  const parents = new Map<string, string>();
  const personOf = (id: string): string => {
    let person = id;
    for (let parent = parents.get(person); parent !== undefined; parent = parents.get(person))
      person = parent;
    return person;
  };
  for (const { firstId, secondId } of pairs) {
    const [one, other] = [personOf(firstId), personOf(secondId)];
    if (one !== other) parents.set(other, one);
  }
  return personOf;
}
