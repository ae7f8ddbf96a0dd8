/** Names with fewer trigrams in common are two people's, by measurement (see libs/names). */
const LEAST_SIMILAR = 0.3;
/**
 * A typing error in each word costs a short name more of its trigrams than a long one. Both have to be short, so that it makes
 * no difference who is nominated second.
 */
const SHORT = { letters: 13, leastSimilar: 0.24 };

/** When names have enough trigrams in common. */
interface Likeness {
  /** The threshold of the index, as SQL. */
  readonly threshold: string;
  /** What a row has to fulfil. */
  readonly isSimilar: string;
}

const ONE_THRESHOLD: Likeness = {
  threshold: `'${LEAST_SIMILAR}'`,
  isSimilar: 't.name_key % key_of_name',
};
const THRESHOLD_BY_LENGTH: Likeness = {
  threshold: `CASE WHEN length(key_of_name) <= ${SHORT.letters} THEN '${SHORT.leastSimilar}' ELSE '${LEAST_SIMILAR}' END`,
  isSimilar: `t.name_key % key_of_name
        AND (length(t.name_key) <= ${SHORT.letters} OR similarity(t.name_key, key_of_name) >= ${LEAST_SIMILAR})`,
};

/**
 * Look-ups of names. Each takes what an index of its own has, and the most similar of it: whoever has the same address, names
 * with trigrams in common, names with a code in common. All are symmetric, so whoever is nominated second is found. The
 * fences keep the planner from reading a conference where an index has a handful of names.
 */
const lookUp = (
  table: string,
  conditions: string,
  { only, rank }: { readonly only: string; readonly rank: string },
  join = '',
  id = 'p.id',
): string => `(SELECT ${id} FROM (SELECT * FROM ${table} t WHERE ${only} OFFSET 0) p ${join}
      WHERE ${conditions} ORDER BY ${rank} DESC, ${id} DESC LIMIT most)`;

const byTrigrams = ({ isSimilar }: Likeness) => ({
  only: isSimilar,
  rank: `similarity(p.name_key, key_of_name)`,
});
const BY_CODES = {
  only: `t.name_codes && codes_of_name`,
  rank: `cardinality(ARRAY(SELECT unnest(p.name_codes) INTERSECT SELECT unnest(codes_of_name)))`,
};
const byBoth = (likeness: Likeness) => [byTrigrams(likeness), BY_CODES];

const ITS_NOMINATION = 'JOIN nominations.nomination n ON n.person_id = p.id';
const lookUpPeople = (conditions: string, by: typeof BY_CODES): string =>
  lookUp('nominations.person', conditions, by, ITS_NOMINATION, 'n.id');
const lookUpPeopleByBoth = (conditions: string, likeness: Likeness): string[] =>
  byBoth(likeness).map((by) => lookUpPeople(conditions, by));

const watchedByBoth = (likeness: Likeness): string[] =>
  byBoth(likeness).map((by) => lookUp('nominations.watch_list_entry', 'p.conference_id = conference', by));

const byAddress = (conditions: string): string => `(SELECT n.id FROM nominations.person p ${ITS_NOMINATION}
      WHERE p.conference_id = conference AND p.email_fold = address AND ${conditions} ORDER BY n.id DESC LIMIT most)`;

// A plan that is made once guesses many names and would read all nominations to join them.
const settings = `SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
  SET enable_hashjoin = off SET enable_mergejoin = off`;
// The threshold is a setting of the session, here of the transaction; a function that is made with it could be restored by
// nobody but a superuser.
const setThreshold = ({ threshold }: Likeness): string =>
  `PERFORM set_config('pg_trgm.similarity_threshold', ${threshold}, true);`;

const AMONG_ALL = `p.conference_id = conference AND n.id <> itself AND n.state = ANY (states)`;
const AMONG_OWN = `p.conference_id = conference AND p.body_id = body AND n.body_id = body`;

const lookAlikeFunctions = (likeness: Likeness): readonly string[] => [
  // For screenings: under the policies of whoever asks.
  `CREATE FUNCTION nominations.look_alikes(conference uuid, itself uuid, states text[], address text, key_of_name text,
      codes_of_name text[], most integer)
    RETURNS SETOF uuid ROWS 50 LANGUAGE plpgsql STABLE ${settings} AS $$
    BEGIN
      ${setThreshold(likeness)}
      RETURN QUERY ${[byAddress(AMONG_ALL), ...lookUpPeopleByBoth(AMONG_ALL, likeness)].join(' UNION ')};
    END $$`,
  `CREATE FUNCTION nominations.watched_alike(conference uuid, key_of_name text, codes_of_name text[], most integer)
    RETURNS SETOF uuid ROWS 50 LANGUAGE plpgsql STABLE ${settings} AS $$
    BEGIN
      ${setThreshold(likeness)}
      RETURN QUERY ${watchedByBoth(likeness).join(' UNION ')};
    END $$`,
  // For a body while it types: trigrams cannot serve under its policies, so the owner looks, and asks whose body it is.
  `CREATE FUNCTION nominations.own_look_alikes(conference uuid, body uuid, address text, key_of_name text, codes_of_name text[], most integer)
    RETURNS SETOF uuid ROWS 50 LANGUAGE plpgsql STABLE SECURITY DEFINER ${settings} AS $$
    BEGIN
      IF (body = ANY (platform.scope_bodies())) IS NOT TRUE THEN RETURN; END IF;
      ${setThreshold(likeness)}
      RETURN QUERY ${[byAddress(AMONG_OWN), ...lookUpPeopleByBoth(AMONG_OWN, likeness)].join(' UNION ')};
    END $$`,
  ...['look_alikes', 'watched_alike', 'own_look_alikes'].flatMap((name) => [
    `REVOKE ALL ON FUNCTION nominations.${name} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION nominations.${name} TO ${name === 'own_look_alikes' ? 'plenary_api' : 'plenary_worker'}`,
  ]),
];

export const LOOK_ALIKE_FUNCTIONS = lookAlikeFunctions(ONE_THRESHOLD);
export const LOOK_ALIKES_BY_LENGTH = lookAlikeFunctions(THRESHOLD_BY_LENGTH);

/** What `look_alikes` finds besides trigrams, for screenings of many, which look for trigrams of all at once. */
export const LOOK_ALIKES_BY_SOUND: readonly string[] = [
  `CREATE FUNCTION nominations.sound_alikes(conference uuid, itself uuid, states text[], address text, codes_of_name text[], most integer)
    RETURNS SETOF uuid ROWS 50 LANGUAGE sql STABLE ${settings} AS $$
      ${[byAddress(AMONG_ALL), lookUpPeople(AMONG_ALL, BY_CODES)].join(' UNION ')} $$`,
  `REVOKE ALL ON FUNCTION nominations.sound_alikes FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION nominations.sound_alikes TO plenary_worker`,
];

export const WITHOUT_LOOK_ALIKES: readonly string[] = ['own_look_alikes', 'watched_alike', 'look_alikes'].map(
  (name) => `DROP FUNCTION nominations.${name}`,
);
