/** $1 id, $2 conference, $3 title, $4 first moment and $5 first moment after the last, in seconds, $6 start of the map, $7 least group. */
export const ADD_IMPORTED_TOPIC = `INSERT INTO forum.topic (id, conference_id, title, mode, opens_at, closes_at, map_start, least_group)
  SELECT $1::uuid, $2::uuid, $3::text, 'VIEWS', least(to_timestamp($4::float8), t.closes_at - interval '1 millisecond'), t.closes_at, $6::text, $7::int
  FROM (SELECT least(to_timestamp($5::float8), clock_timestamp()) AS closes_at) t`;

/** $1 topic, $2 conference, and arrays of the same length: here and below. */
export const ADD_PARTICIPANTS = `INSERT INTO forum.participant (topic_id, conference_id, number, origin)
  SELECT $1::uuid, $2::uuid, p, 'IMPORT' FROM unnest($3::int4[]) AS p`;
export const ADD_VOTES = `INSERT INTO forum.vote_log (topic_id, conference_id, participant, statement, vote, origin, cast_at)
  SELECT $1::uuid, $2::uuid, v.participant, v.statement, v.vote, 'IMPORT', to_timestamp(v.at / 1000.0)
  FROM unnest($3::int4[], $4::int4[], $5::int2[], $6::float8[]) AS v (participant, statement, vote, at)`;
export const ADD_BALLOTS = `INSERT INTO forum.ballot (topic_id, conference_id, participant, votes)
  SELECT $1::uuid, $2::uuid, b.participant, b.votes FROM unnest($3::int4[], $4::bytea[]) AS b (participant, votes)`;

export const TOPIC_OF_ID = `SELECT id, conference_id AS "conferenceId", title, map_start AS "mapStart", least_group AS "leastGroup"
  FROM forum.topic WHERE id = $1`;
/** All of a topic. */
export const STATEMENTS_OF = `SELECT number, text, author, is_seed AS "isSeed", is_meta AS "isMeta", moderation, written_at AS "writtenAt"
  FROM forum.statement WHERE topic_id = $1 ORDER BY number`;
/** Behind the participant $2. */
export const BALLOTS_OF = `SELECT participant, votes FROM forum.ballot WHERE topic_id = $1 AND participant > $2 ORDER BY participant LIMIT 5000`;
export const LAST_VOTE = `SELECT coalesce(max(id), 0)::text AS last FROM forum.vote_log WHERE topic_id = $1`;
/** Lines of votes.csv: behind the vote $2, up to $3. */
export const VOTE_LINES = `SELECT max(id)::text AS last, count(*)::int AS count,
    string_agg(concat_ws(',', (extract(epoch FROM cast_at) * 1000)::int8,
      to_char(cast_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), statement, participant, vote), E'\\n' ORDER BY id) || E'\\n' AS lines
  FROM (SELECT id, cast_at, statement, participant, vote FROM forum.vote_log
    WHERE topic_id = $1 AND id > $2::int8 AND id <= $3::int8 ORDER BY id LIMIT 20000) page`;

/**
 * $1 topic, $2 vote: who thought what by then, of all that counts (see `currentVote`), by participant and statement.
 * A cursor: the rows are as many as the votes.
 */
export const OPEN_COUNTED = `DECLARE counted NO SCROLL CURSOR FOR SELECT participant, statement, vote
  FROM (SELECT DISTINCT ON (participant, statement) participant, statement, vote,
      bool_or(origin IN ('TICKET', 'IMPORT')) OVER (PARTITION BY participant, statement) AS is_counted
    FROM forum.vote_log WHERE topic_id = $1 AND id <= $2::int8 ORDER BY participant, statement, id DESC) latest
  WHERE is_counted ORDER BY participant, statement`;
export const NEXT_COUNTED = 'FETCH 20000 FROM counted';
export const CLOSE_COUNTED = 'CLOSE counted';

/** $1 topic. Of those who take a snapshot at the same time each waits for the one before. */
export const LOCK_SNAPSHOTS = `SELECT pg_advisory_xact_lock(hashtextextended('forum.map_snapshot:' || $1::text, 0))`;
/** $1 topic, behind that lock. */
export const NEXT_SNAPSHOT = `SELECT coalesce(max(number), 0) + 1 AS number FROM forum.map_snapshot WHERE topic_id = $1`;
/** $1 id. */
export const SNAPSHOT_OF_ID = `SELECT m.id, m.topic_id AS "topicId", m.number, m.last_vote::text AS "lastVote", m.voters, m.votes, m.input_hash AS "inputHash",
    m.statements, m.parameters, m.map, m.stability, m.made_at AS "madeAt", t.title
  FROM forum.map_snapshot m JOIN forum.topic t ON t.id = m.topic_id WHERE m.id = $1`;
