/** The most nominations that each look-up of a screening compares: by address, by trigrams, by sounds and nicknames. */
export const MOST_LOOK_ALIKES = 100;

/** All that stand or have stood before the host. */
export const STANDING: readonly string[] = [
  'SUBMITTED',
  'UNDER_REVIEW',
  'RETURNED',
  'APPROVED',
  'RESERVED',
  'REJECTED',
];

/**
 * Nominations that may name the same person: $1 conference, $2 the nomination itself, $3 states, $4 its folded address, $5 the
 * key of its name, $6 its codes. Whoever has the same address is always among them, however common the name.
 */
export const LOOK_ALIKES = `SELECT n.id, p.name, p.email_fold, n.state, n.reference
  FROM nominations.look_alikes($1, $2, $3, $4, $5, $6, ${MOST_LOOK_ALIKES}) AS found (id)
    JOIN nominations.nomination n ON n.id = found.id JOIN nominations.person p ON p.id = n.person_id`;

/** Entries of the watch list with a name like this one: $1 conference, $2 the key of the name, $3 its codes. */
export const WATCHED_ALIKE = `SELECT w.name, w.note
  FROM nominations.watched_alike($1, $2, $3, ${MOST_LOOK_ALIKES}) AS found (id)
    JOIN nominations.watch_list_entry w ON w.id = found.id ORDER BY w.name_fold, w.id`;

/** A body's own nominations: $1 conference, $2 the body, $3 the folded address, $4 the key of the name, $5 its codes. */
export const OWN_LOOK_ALIKES = `SELECT n.id, p.name, p.email_fold
  FROM nominations.own_look_alikes($1, $2, $3, $4, $5, ${MOST_LOOK_ALIKES}) AS found (id)
    JOIN nominations.nomination n ON n.id = found.id JOIN nominations.person p ON p.id = n.person_id`;
