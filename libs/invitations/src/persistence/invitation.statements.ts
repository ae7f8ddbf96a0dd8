import { inSight } from '#libs/platform';

/** The state as it counts: an invitation whose deadline is over has lapsed, whether or not the job has come round. */
const STATE_NOW = `CASE WHEN i.state = 'PENDING' AND i.respond_by <= clock_timestamp() THEN 'LAPSED' ELSE i.state END`;

/** $1 conference, $2 bodies. What an invitation says about the conference. */
export const CONFERENCE_FACTS = `SELECT c.name, c.venue, c.city, c.starts_on::text, c.ends_on::text, c.time_zone,
    c.locales,
    (SELECT coalesce(jsonb_object_agg(b.id, b.name), '{}') FROM conference.body b WHERE b.id = ANY ($2::uuid[])) AS bodies
  FROM conference.conference c WHERE c.id = $1`;

/**
 * $1 conference. Until when an invitation of now can be answered: the conference's hours from now, or from the opening of
 * the confirmation window, but neither beyond that window nor into the conference. Limits that are over are left out: the
 * window itself refuses the answer then.
 */
const RESPOND_BY = `SELECT date_trunc('minute', least(
      greatest(transaction_timestamp(), w.opens_at) + c.response_hours * interval '1 hour', w.closes_at,
      CASE WHEN s.starts_at > transaction_timestamp() THEN s.starts_at END)) AS respond_by
  FROM conference.conference c
  CROSS JOIN LATERAL (SELECT c.starts_on::timestamp AT TIME ZONE c.time_zone AS starts_at) s
  LEFT JOIN LATERAL (SELECT t.opens_at, t.closes_at FROM conference.time_window t WHERE t.conference_id = c.id
    AND t.kind = 'CONFIRMATION' AND t.closes_at > transaction_timestamp() ORDER BY t.opens_at LIMIT 1) w ON true
  WHERE c.id = $1::uuid`;

/** $1 conference, for previews. */
export const DEADLINE_OF_NOW = RESPOND_BY;

/** $1 conference. Without a confirmation window the conference itself is the limit. */
export const CAN_BE_ANSWERED = `SELECT CASE WHEN count(t.id) = 0
      THEN (c.starts_on::timestamp AT TIME ZONE c.time_zone) > clock_timestamp()
      ELSE max(t.closes_at) > clock_timestamp() END AS can_be_answered
  FROM conference.conference c LEFT JOIN conference.time_window t ON t.conference_id = c.id AND t.kind = 'CONFIRMATION'
  WHERE c.id = $1 GROUP BY c.id`;

/** $1 conference, then arrays in parallel, then the version of the links. A source with a live invitation gets no second one. */
export const INSERT_INVITATIONS = `INSERT INTO invitations.invitation
    (id, conference_id, body_id, source_type, source_id, person_name, honorific, email, language, capacity, token_hash,
     link_version, respond_by)
  SELECT v.id, $1::uuid, v.body_id, v.source_type, v.source_id, v.person_name, v.honorific, v.email, v.language, v.capacity,
    v.token_hash, $12::int, deadline.respond_by
  FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
    AS v (id, body_id, source_type, source_id, person_name, honorific, email, language, capacity, token_hash)
  CROSS JOIN (${RESPOND_BY}) AS deadline
  ON CONFLICT DO NOTHING
  RETURNING id, respond_by, (extract(epoch FROM respond_by - transaction_timestamp()) / 3600)::float8 AS hours_left`;

/** Whether answers of the conference of `i` are taken now; a conference without a confirmation window takes them always. */
const IS_WINDOW_OPEN = `(SELECT count(*) = 0 OR bool_or(clock_timestamp() BETWEEN t.opens_at AND t.closes_at)
  FROM conference.time_window t WHERE t.conference_id = i.conference_id AND t.kind = 'CONFIRMATION')`;

/** Until when an answer of the conference of `i` may be changed: its confirmation window closes, or the conference starts. */
const CHANGEABLE_UNTIL = `(SELECT coalesce(max(t.closes_at) FILTER (WHERE t.closes_at > clock_timestamp()),
    c.starts_on::timestamp AT TIME ZONE c.time_zone)
  FROM conference.conference c LEFT JOIN conference.time_window t ON t.conference_id = c.id AND t.kind = 'CONFIRMATION'
  WHERE c.id = i.conference_id GROUP BY c.id)`;

/** Null where the answers of the conference of `i` have closed for good. */
const STILL_CHANGEABLE_UNTIL = `(SELECT CASE WHEN until.at > clock_timestamp() AND (SELECT count(*) = 0
      OR bool_or(t.closes_at > clock_timestamp()) FROM conference.time_window t
      WHERE t.conference_id = i.conference_id AND t.kind = 'CONFIRMATION') THEN until.at END
  FROM (SELECT ${CHANGEABLE_UNTIL} AS at) until)`;

/**
 * $1 hash of the token, $2 the new state, $3 reason, $4 whether who has declined has the place again. Exactly one of many
 * answers at once finds it pending. An answer may be changed until the answers close.
 */
export const ANSWER_INVITATION = `WITH former AS (
    SELECT id, state FROM invitations.invitation WHERE token_hash = $1 FOR NO KEY UPDATE)
  UPDATE invitations.invitation AS i
  SET state = $2, decline_reason = $3, answered_at = clock_timestamp(), version = version + 1
  FROM former
  WHERE i.id = former.id AND ${IS_WINDOW_OPEN} AND (
    (i.state = 'PENDING' AND i.respond_by > clock_timestamp())
    OR ((i.state = 'CONFIRMED' AND $2 = 'DECLINED' OR i.state = 'DECLINED' AND $2 = 'CONFIRMED' AND $4)
      AND ${CHANGEABLE_UNTIL} > clock_timestamp()))
  RETURNING i.id, i.conference_id, i.body_id, i.source_type, i.source_id, i.version, former.state AS former_state`;

export const STATE_BY_TOKEN = `SELECT ${STATE_NOW} AS state, ${IS_WINDOW_OPEN} AS is_window_open,
    ${CHANGEABLE_UNTIL} > clock_timestamp() AS is_changeable, b.name AS body_name
  FROM invitations.invitation i JOIN conference.body b ON b.id = i.body_id WHERE i.token_hash = $1`;

/** $1 id. */
export const SOURCE_OF = `SELECT source_type AS type, source_id AS id FROM invitations.invitation WHERE id = $1`;

/** $1 ids. */
export const SOURCES_OF = `SELECT source_type AS type, source_id AS id FROM invitations.invitation WHERE id = ANY ($1::uuid[])`;

/** $1 id, locked or not: whether its place is given up by now. */
export const IS_GIVEN_UP = `SELECT state IN ('DECLINED', 'LAPSED') AS is_given_up FROM invitations.invitation WHERE id = $1`;

/** $1 ids. Only what nobody has answered and whose time is over, by the database's clock. */
export const LAPSE_INVITATIONS = `UPDATE invitations.invitation i SET state = 'LAPSED', version = version + 1
  FROM (SELECT id FROM invitations.invitation WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE) AS asked
  WHERE i.id = asked.id AND i.state = 'PENDING' AND i.respond_by <= clock_timestamp()
  RETURNING i.id, i.conference_id, i.body_id, i.source_type, i.source_id, i.version`;

/** $1 ids: those that still wait, with the moment until which they do. */
export const STILL_PENDING = `SELECT id, conference_id, respond_by FROM invitations.invitation
  WHERE id = ANY ($1::uuid[]) AND state = 'PENDING'`;

/** $1 type and $2 id of the source. */
export const CANCEL_INVITATION = `UPDATE invitations.invitation SET state = 'CANCELLED', version = version + 1
  WHERE source_type = $1 AND source_id = $2 AND state IN ('PENDING', 'CONFIRMED')
  RETURNING id, conference_id, body_id, source_type, source_id, person_name, honorific, email, language, version`;

/**
 * $1 conference, $2 type and $3 id of the source, $4 new id, $5 address, $6 hash of the token, $7 version of its link. Replaces an invitation that nobody has
 * answered and whose time is not over, the address apart, by a function of the owner's (see the migration).
 */
export const REDIRECT_INVITATION = `SELECT former AS former_id, deadline.respond_by,
    (extract(epoch FROM deadline.respond_by - transaction_timestamp()) / 3600)::float8 AS hours_left
  FROM (${RESPOND_BY}) AS deadline CROSS JOIN LATERAL invitations.redirect($2, $3, $4, $5, $6, $7, deadline.respond_by) AS former`;

/** $1 type and $2 id of the source, $3 name, $4 title, $5 language, null: as before. By a function of the owner's, as REDIRECT_INVITATION. */
export const CORRECT_INVITEE = 'SELECT invitations.correct_invitee($1, $2, $3, $4, $5) AS id';

/** $1 type and $2 id of the source: how its newest invitation stands. */
export const NEWEST_STATE = `SELECT ${STATE_NOW} AS state FROM invitations.invitation i WHERE i.source_type = $1 AND i.source_id = $2
  ORDER BY i.id DESC LIMIT 1`;

/**
 * $1 ids. Invitations with what a message says; whoever ends one meanwhile waits until the message is written, and then
 * takes it back.
 */
export const LOAD_FOR_MESSAGES = `SELECT i.id, i.conference_id, i.body_id, i.source_type, i.source_id, i.person_name, i.honorific, i.email,
    i.language, i.capacity, i.link_version, i.version, i.respond_by, i.state, i.decline_reason,
    i.state = 'PENDING' AND i.respond_by > clock_timestamp() AS is_open, ${STILL_CHANGEABLE_UNTIL} AS changeable_until, c.freed_places,
    c.name AS conference_name, c.venue, c.city, c.starts_on::text, c.ends_on::text, c.time_zone, b.name AS body_name
  FROM invitations.invitation i
  JOIN conference.conference c ON c.id = i.conference_id
  JOIN conference.body b ON b.id = i.body_id
  WHERE i.id = ANY ($1::uuid[]) ORDER BY i.id FOR NO KEY UPDATE OF i`;

/** $1 hash of the token. `changeable_until` of somebody who has declined is so if the place is there. */
export const PERSONAL_INVITATION = `SELECT ${STATE_NOW} AS state, i.id, i.version, i.person_name, i.honorific, i.capacity, i.conference_id,
    i.body_id, i.respond_by, i.answered_at,
    CASE WHEN i.state IN ('CONFIRMED', 'DECLINED') AND ${IS_WINDOW_OPEN} AND ${CHANGEABLE_UNTIL} > clock_timestamp() THEN ${CHANGEABLE_UNTIL} END AS changeable_until
  FROM invitations.invitation i WHERE i.token_hash = $1`;

const FOLLOWED = `i.source_id, i.id, ${STATE_NOW} AS state, i.respond_by,
    i.answered_at, (SELECT min(d.sent_at) FROM notifications.delivery d
      WHERE d.subject_id = i.id AND d.kind = 'PERSONAL_INVITATION') AS sent_at
  FROM invitations.invitation i`;
export const BY_IDS = `SELECT ${FOLLOWED} WHERE i.id = ANY ($1::uuid[]) AND ${inSight('i', 2)}`;
/** $1 type and $2 ids of sources, $3 and $4 the caller's sight: the newest invitation of each. */
export const OF_SOURCES = `SELECT DISTINCT ON (i.source_id) ${FOLLOWED} WHERE i.source_type = $1 AND i.source_id = ANY ($2::uuid[]) AND ${inSight('i', 3)} ORDER BY i.source_id, i.id DESC`;

/** $1 type of source, $2 sources. Those whose newest invitation is over without a guest. */
export const ENDED_SOURCES = `SELECT source_id FROM invitations.ended_source WHERE source_type = $1 AND source_id = ANY ($2::uuid[])`;

/** $1 type, $2 conference: the newest invitation of each source, with its state as it is stored. */
export const NEWEST_OF_SOURCES = `SELECT DISTINCT ON (i.source_id) i.source_id AS "sourceId", i.id, i.state
  FROM invitations.invitation i WHERE i.source_type = $1 AND i.conference_id = $2 ORDER BY i.source_id, i.id DESC`;
