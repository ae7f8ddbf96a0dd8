/** The most nominations of each kind that a screening compares: with the same address, and with a similar name. */
export const MOST_LOOK_ALIKES = 100;

/**
 * Nominations that may name the same person: $1 conference, $2 the nomination itself, $3 its folded address, $4 its name
 * in Latin letters. Two look-ups, each with an index of its own (an OR over two tables can use neither): whoever has the
 * same address is always among them, however common the name; of the similar names the most similar are.
 */
const lookAlikes = (states: string): string => `(
    SELECT n.id, p.name, p.email, n.reference
    FROM nominations.person p JOIN nominations.nomination n ON n.person_id = p.id
    WHERE p.conference_id = $1 AND p.email_fold = $3 AND n.id <> $2 AND ${states}
    ORDER BY n.id DESC LIMIT ${MOST_LOOK_ALIKES}
  ) UNION (
    SELECT nearest.id, p.name, p.email, nearest.reference
    FROM (
      SELECT n.id, n.person_id, n.reference FROM nominations.nomination n
      WHERE n.conference_id = $1 AND $4 <% n.search_text AND n.id <> $2 AND ${states}
      ORDER BY similarity($4, n.sort_name) DESC, n.id DESC LIMIT ${MOST_LOOK_ALIKES}
    ) nearest JOIN nominations.person p ON p.id = nearest.person_id
  )`;

/** All that stand or have stood before the host. */
export const LOOK_ALIKES = lookAlikes(`n.state NOT IN ('DRAFT', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED')`);

/** Those whose rejection is released. */
export const REJECTED_LOOK_ALIKES = lookAlikes(`n.state = 'REJECTED'`);
