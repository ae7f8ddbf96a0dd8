import { hostDuty, isCaller, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

const TABLE = 'nominations.duplicate_judgement';
const CHANGEABLE = `verdict, note, judged_by, judged_at, version, score, reasons, first_name_print, first_email_print,
  second_name_print, second_email_print, changes`;
/** Whoever sees a judgement may lock it, and is then refused in words: role and judge are in the check alone. */
const WRITE = `${isCaller('judged_by')} AND ${hostDuty('reviews', 'approves')}`;

const PAIR_OF = 'LEAST(d.nomination_id, d.other_id), GREATEST(d.nomination_id, d.other_id)';

/**
 * What the host says of pairs, and pairs as they are read: each once, by the better of both sides that screenings have written. Both
 * are published for the context whose nominations they are.
 */
export class JudgedDuplicates1764142000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE ${TABLE} (
      conference_id uuid NOT NULL,
      first_id uuid NOT NULL REFERENCES nominations.nomination,
      second_id uuid NOT NULL REFERENCES nominations.nomination,
      verdict text NOT NULL CHECK (verdict IN ('SAME', 'DIFFERENT', 'LATER')),
      note text,
      judged_by uuid NOT NULL,
      judged_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      version integer NOT NULL DEFAULT 1,
      score real NOT NULL CHECK (score BETWEEN 0 AND 1),
      reasons text[] NOT NULL,
      first_name_print text NOT NULL,
      first_email_print text NOT NULL,
      second_name_print text NOT NULL,
      second_email_print text NOT NULL,
      changes text[] NOT NULL DEFAULT '{}',
      PRIMARY KEY (first_id, second_id),
      CHECK (first_id < second_id)
    )`,
    `CREATE INDEX judgement_of_second ON ${TABLE} (second_id)`,
    `CREATE INDEX judgement_by_score ON ${TABLE} (conference_id, score, first_id, second_id)`,
    `COMMENT ON INDEX nominations.judgement_by_score IS 'possibleDuplicates: pairs that were judged, the likeliest first'`,
    ...protectTable({
      table: TABLE,
      read: SCOPE.conferenceWide,
      write: SCOPE.conferenceWide,
      privileges: `INSERT, UPDATE (${CHANGEABLE})`,
    }),
    `ALTER POLICY api_insert ON ${TABLE} WITH CHECK (${WRITE})`,
    `ALTER POLICY api_update ON ${TABLE} WITH CHECK (${WRITE})`,
    `CREATE INDEX duplicate_by_score ON nominations.duplicate
      (conference_id, score, LEAST(nomination_id, other_id), GREATEST(nomination_id, other_id))`,
    `COMMENT ON INDEX nominations.duplicate_by_score IS 'possibleDuplicates: pairs that nobody has judged, the likeliest first'`,
    `CREATE VIEW nominations.open_pair WITH (security_invoker = true) AS
      SELECT d.conference_id, LEAST(d.nomination_id, d.other_id) AS first_id, GREATEST(d.nomination_id, d.other_id) AS second_id,
        d.score, d.reasons
      FROM nominations.duplicate d
      WHERE NOT EXISTS (SELECT FROM nominations.duplicate o WHERE o.nomination_id = d.other_id AND o.other_id = d.nomination_id
          AND (o.score, o.nomination_id) > (d.score, d.nomination_id))
        AND NOT EXISTS (SELECT FROM ${TABLE} j WHERE (j.first_id, j.second_id) = (${PAIR_OF}))`,
    `CREATE VIEW nominations.judged_pair WITH (security_invoker = true) AS
      SELECT conference_id, first_id, second_id, score, reasons, verdict, note, judged_by, judged_at, version, changes,
        CASE WHEN changes = '{}' THEN verdict ELSE 'OPEN' END AS state
      FROM ${TABLE}`,
    'GRANT SELECT ON nominations.open_pair, nominations.judged_pair TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = [
    'DROP VIEW nominations.judged_pair',
    'DROP VIEW nominations.open_pair',
    'DROP INDEX nominations.duplicate_by_score',
    `DROP TABLE ${TABLE}`,
  ];
}
