import { SchemaMigration } from '#libs/platform';
import { indexWithinScope, searchWithinScope, STANDINGS, STATES } from './found-within-scope.js';

const TROUBLED = ['REFUSED', 'FAILED', 'HELD'] as const;
const isIn = (column: string, values: readonly string[]): string =>
  `${column} IN (${values.map((value) => `'${value}'`).join(', ')})`;
const EXECUTED = ['standing_of', 'standings_of'].map((name) => `notifications.${name}`).join(', ');
const OF_NO_CONFERENCE = `conference_id IS NULL AND (SELECT platform.scope_conferences())::uuid[] <> '{}'`;

const WITHOUT_SEARCH = [
  'DROP FUNCTION notifications.find',
  'DROP FUNCTION notifications.search',
  'DROP INDEX notifications.message_search',
];
const LISTS = {
  message_conference: 'The messages of a conference, the newest first, and their count.',
  message_body: 'The messages of a body, without those of the other bodies between, and their count.',
} as const;
const REASONS = {
  message_state: 'The messages of a conference in a state that is rare, and their count.',
  message_troubled: 'Mail that waits for a person, of no conference too. It is little.',
  message_batch: 'How the mail of a release fares, counted without the messages.',
  message_search: 'The search by recipient, and what a body has few of by state and kind.',
} as const;

/** What asks for the state of messages, by `state` itself or by how they stand. */
const by = (column: 'state' | 'standing', waiting: string): string[] => [
  `CREATE INDEX message_batch ON notifications.message (batch_id) INCLUDE (${column}, conference_id, body_id)
    WHERE batch_id IS NOT NULL`,
  `CREATE INDEX message_troubled ON notifications.message (conference_id, id) WHERE ${isIn(column, TROUBLED)}`,
  `ALTER POLICY api_read_of_none ON notifications.message
    USING ((${isIn(column, TROUBLED)} OR ${column} = '${waiting}') AND ${OF_NO_CONFERENCE})`,
  `ALTER POLICY owner_count ON notifications.message USING (${isIn(column, TROUBLED)})`,
  ...[
    { name: 'count_failed_messages', states: ['REFUSED', 'FAILED'] },
    { name: 'count_messages_in_doubt', states: ['HELD'] },
  ].map(
    ({ name, states }) =>
      `CREATE OR REPLACE FUNCTION notifications.${name}() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = pg_catalog AS $$ SELECT count(*)::integer FROM notifications.message
          WHERE ${isIn(column, states)} AND cancel_requested_at IS NULL $$`,
  ),
];
/** The lists and their counts: `more` and `beside` stand in them for the policies, which ask for nothing else. */
const lists = (column: 'state' | 'standing', more: string, beside: string): string[] => [
  `CREATE INDEX message_conference ON notifications.message (conference_id, id) INCLUDE (body_id${more})`,
  `CREATE INDEX message_body ON notifications.message (body_id, id) INCLUDE (conference_id${more})`,
  `CREATE INDEX message_state ON notifications.message (conference_id, ${column}, id)${beside}`,
];
const WITHOUT_INDEXES = ['conference', 'body', 'state', 'batch', 'troubled'].map(
  (name) => `DROP INDEX notifications.message_${name}`,
);
const explained = (reasons: Readonly<Record<string, string>>): string[] =>
  Object.entries(reasons).map(([index, reason]) => `COMMENT ON INDEX notifications.${index} IS '${reason}'`);
const delivery = (
  more: string,
): string => `CREATE VIEW notifications.delivery WITH (security_invoker = true) AS
    SELECT id, kind, subject_id, subject_version, nomination_id, batch_id, body_id, conference_id, state, sent_at${more}
    FROM notifications.message`;
const WITH_DELIVERY = 'GRANT SELECT ON notifications.delivery TO plenary_api, plenary_worker';

/**
 * A message that waits is claimed, tried and put off, several times perhaps, and nobody looks for it by the step. So indexes
 * hold how it stands: WAITING until it has ended, then its state. What happens before changes no index, and stays on its page.
 *
 * Of a message of no conference administrators see that it waits, as they saw it while it was QUEUED. PostgreSQL counts from an
 * index alone only where the policies ask for nothing beside it.
 */
export class MessagesByStanding1764119400000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE FUNCTION notifications.standing_of(state text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT CASE WHEN state IN ('QUEUED', 'SENDING', 'DEFERRED') THEN 'WAITING' ELSE state END $$`,
    `CREATE FUNCTION notifications.standings_of(states text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT CASE WHEN states IS NOT NULL
        THEN ARRAY(SELECT DISTINCT notifications.standing_of(state) FROM unnest(states) AS state) END $$`,
    `REVOKE ALL ON FUNCTION ${EXECUTED} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${EXECUTED} TO plenary_api, plenary_worker`,
    ...WITHOUT_SEARCH,
    ...WITHOUT_INDEXES,
    // Messages are long: a page has room for two in their next step, and by then what they were before is gone.
    'ALTER TABLE notifications.message SET (fillfactor = 70)',
    `ALTER TABLE notifications.message
      ADD COLUMN standing text NOT NULL GENERATED ALWAYS AS (notifications.standing_of(state)) STORED`,
    ...lists('standing', ', standing', ' INCLUDE (body_id)'),
    ...by('standing', 'WAITING'),
    indexWithinScope(STANDINGS),
    ...searchWithinScope(STANDINGS),
    ...explained({ ...LISTS, ...REASONS }),
    'DROP VIEW notifications.delivery',
    delivery(', standing'),
    WITH_DELIVERY,
  ];

  protected readonly statementsDown = [
    'DROP VIEW notifications.delivery',
    delivery(''),
    WITH_DELIVERY,
    ...WITHOUT_SEARCH,
    ...WITHOUT_INDEXES,
    ...lists('state', '', ''),
    ...by('state', 'QUEUED'),
    'ALTER TABLE notifications.message DROP COLUMN standing',
    'ALTER TABLE notifications.message SET (fillfactor = 85)',
    indexWithinScope(STATES),
    ...searchWithinScope(STATES),
    ...explained(REASONS),
    `DROP FUNCTION ${EXECUTED}`,
  ];
}
