import { createSchema, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/**
 * Topics, who takes part in them, what they state and how they vote. Statements are read within their conference; who took part
 * and how is read by nobody but the worker, which makes maps of it. A participant is a number within a topic: no name, no address.
 */
export class ForumStore1764190000000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('forum'),
    `CREATE TABLE forum.topic (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference (id),
      title text NOT NULL CHECK (length(title) BETWEEN 1 AND 1000),
      mode text NOT NULL CHECK (mode IN ('VIEWS', 'AMENDMENTS', 'QUESTIONS')),
      opens_at timestamptz NOT NULL,
      closes_at timestamptz NOT NULL CHECK (closes_at > opens_at),
      reported_at timestamptz,
      -- Letters of a statement at most, as people count them.
      longest_statement smallint NOT NULL DEFAULT 140 CHECK (longest_statement BETWEEN 140 AND 400),
      -- The parameters of its map.
      map_start text NOT NULL CHECK (map_start IN ('rows', 'spread')),
      least_group integer NOT NULL CHECK (least_group >= 2),
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (id, conference_id)
    )`,
    'CREATE INDEX topic_conference ON forum.topic (conference_id, id)',
    `CREATE TABLE forum.participant (
      topic_id uuid NOT NULL,
      conference_id uuid NOT NULL,
      number integer NOT NULL CHECK (number >= 0),
      origin text NOT NULL CHECK (origin IN ('FORUM', 'IMPORT')),
      PRIMARY KEY (topic_id, number),
      FOREIGN KEY (topic_id, conference_id) REFERENCES forum.topic (id, conference_id)
    )`,
    `CREATE TABLE forum.statement (
      topic_id uuid NOT NULL,
      conference_id uuid NOT NULL,
      -- Four bytes of a ballot hold it, and the vote beside it.
      number integer NOT NULL CHECK (number BETWEEN 0 AND 536870911),
      text text NOT NULL,
      -- Null where the forum does not know.
      author integer,
      is_seed boolean NOT NULL,
      -- About the voters themselves.
      is_meta boolean NOT NULL,
      moderation text NOT NULL CHECK (moderation IN ('WAITING', 'ACCEPTED', 'REFUSED')),
      -- Null where it waits, or where the import does not tell.
      moderated_at timestamptz CHECK (moderated_at IS NULL OR moderation <> 'WAITING'),
      origin text NOT NULL CHECK (origin IN ('FORUM', 'IMPORT')),
      -- Null where the import does not tell.
      written_at timestamptz CHECK (written_at IS NOT NULL OR origin = 'IMPORT'),
      PRIMARY KEY (topic_id, number),
      FOREIGN KEY (topic_id, conference_id) REFERENCES forum.topic (id, conference_id),
      FOREIGN KEY (topic_id, author) REFERENCES forum.participant (topic_id, number),
      CONSTRAINT statement_has_text CHECK (text <> '' OR moderation = 'REFUSED')
    )`,
    `CREATE TABLE forum.vote_log (
      id bigint GENERATED ALWAYS AS IDENTITY,
      cast_at timestamptz NOT NULL,
      topic_id uuid NOT NULL,
      conference_id uuid NOT NULL,
      participant integer NOT NULL,
      statement integer NOT NULL,
      vote smallint NOT NULL CHECK (vote BETWEEN -1 AND 1),
      -- Null for a change of mind, which has the origin of what it changes.
      origin text CHECK (origin IN ('TICKET', 'IMPORT', 'LINK')),
      ticket uuid CHECK (ticket IS NULL OR origin = 'TICKET'),
      probability real CHECK (probability IS NULL OR (ticket IS NOT NULL AND probability > 0 AND probability <= 1)),
      PRIMARY KEY (topic_id, id)
    )`,
    `CREATE TABLE forum.ballot (
      topic_id uuid NOT NULL,
      conference_id uuid NOT NULL,
      participant integer NOT NULL,
      votes bytea NOT NULL CHECK (octet_length(votes) % 4 = 0),
      PRIMARY KEY (topic_id, participant),
      FOREIGN KEY (topic_id, conference_id) REFERENCES forum.topic (id, conference_id),
      FOREIGN KEY (topic_id, participant) REFERENCES forum.participant (topic_id, number)
    )`,
    // One check for all rows that a statement adds: a lookup for each vote would take as long as the votes.
    `CREATE FUNCTION forum.refuse_stray_votes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      BEGIN
        IF EXISTS (SELECT FROM (SELECT DISTINCT a.topic_id, a.conference_id, a.statement FROM added a) v
            WHERE NOT EXISTS (SELECT FROM forum.statement s
              WHERE s.topic_id = v.topic_id AND s.conference_id = v.conference_id AND s.number = v.statement))
          OR EXISTS (SELECT FROM (SELECT DISTINCT a.topic_id, a.participant FROM added a) v
            WHERE NOT EXISTS (SELECT FROM forum.participant p WHERE p.topic_id = v.topic_id AND p.number = v.participant))
        THEN RAISE EXCEPTION 'A vote is of no participant or on no statement of its topic' USING ERRCODE = '23503', CONSTRAINT = 'vote_is_of_topic';
        END IF;
        RETURN NULL;
      END $$`,
    `CREATE TRIGGER vote_log_is_of_topic AFTER INSERT ON forum.vote_log REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION forum.refuse_stray_votes()`,
    ...['forum.topic', 'forum.statement'].flatMap((table) =>
      protectTable({ table, read: SCOPE.conferenceWide }),
    ),
    // Votes and who cast them are the worker's alone: the API reads neither.
    ...['forum.participant', 'forum.vote_log', 'forum.ballot'].flatMap((table) => [
      ...protectTable({ table, read: SCOPE.nobody }),
      `REVOKE SELECT ON ${table} FROM plenary_api`,
    ]),
    'REVOKE UPDATE, DELETE ON forum.vote_log FROM plenary_worker',
  ];

  protected readonly statementsDown = ['DROP SCHEMA forum CASCADE'];
}
