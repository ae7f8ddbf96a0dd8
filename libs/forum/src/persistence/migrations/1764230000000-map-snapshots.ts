import { protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/**
 * Maps as they were at a moment, with all that they were made of. The log keeps the votes, and nothing in it changes; which of
 * the statements were refused by then stands here. A snapshot never changes: it may have been published.
 */
export class MapSnapshots1764230000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE forum.map_snapshot (
      id uuid PRIMARY KEY,
      topic_id uuid NOT NULL,
      conference_id uuid NOT NULL,
      -- From 1, in the topic.
      number integer NOT NULL CHECK (number >= 1),
      -- The last row of the log that it counts; 0: none.
      last_vote bigint NOT NULL CHECK (last_vote >= 0),
      voters integer NOT NULL CHECK (voters >= 0),
      votes integer NOT NULL CHECK (votes >= 0),
      -- Of what went in: see counted-input.ts.
      input_hash text NOT NULL CHECK (input_hash ~ '^[0-9a-f]{64}$'),
      statements jsonb NOT NULL CHECK (jsonb_typeof(statements) = 'array'),
      parameters jsonb NOT NULL CHECK (jsonb_typeof(parameters) = 'object'),
      map jsonb NOT NULL CHECK (jsonb_typeof(map) = 'object'),
      -- Null where there are no groups.
      stability real CHECK (stability BETWEEN -1 AND 1),
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (topic_id, number),
      FOREIGN KEY (topic_id, conference_id) REFERENCES forum.topic (id, conference_id)
    )`,
    // It says in which group each participant is.
    ...protectTable({ table: 'forum.map_snapshot', read: SCOPE.nobody }),
    'REVOKE SELECT ON forum.map_snapshot FROM plenary_api',
    'REVOKE UPDATE, DELETE ON forum.map_snapshot FROM plenary_worker',
  ];

  protected readonly statementsDown = ['DROP TABLE forum.map_snapshot'];
}
