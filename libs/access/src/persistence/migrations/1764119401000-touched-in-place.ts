import { SchemaMigration } from '#libs/platform';

/** Rows that are touched again and again: when they were last used, how often somebody has tried. */
const TOUCHED = ['session', 'api_token', 'rate_limit'];

const REASONS = {
  rate_limit_over:
    'The sweep of counters whose window is over. A window begins anew with the first try behind it.',
  sign_in_link_over: 'The sweep of links that are over. The end is set once more, when the mail leaves.',
  role_grant_once: 'A person has a role once. It changes when a role is accepted or taken back.',
  role_grant_user: 'The roles of whoever asks, with each request. It changes when a role is accepted.',
  role_grant_body: 'Who works for a body. It changes when a role is taken back.',
  role_grant_conference: 'Who works for a conference. It changes when a role is taken back.',
  role_offered_once: 'A role is offered to an address once. It changes when the offer is answered.',
} as const;

/** Room in each page keeps a touch on its page, and no index holds what it changes. */
export class TouchedInPlace1764119401000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...TOUCHED.map((table) => `ALTER TABLE access.${table} SET (fillfactor = 80)`),
    ...Object.entries(REASONS).map(([index, reason]) => `COMMENT ON INDEX access.${index} IS '${reason}'`),
  ];

  protected readonly statementsDown = [
    ...Object.keys(REASONS).map((index) => `COMMENT ON INDEX access.${index} IS NULL`),
    ...TOUCHED.map((table) => `ALTER TABLE access.${table} RESET (fillfactor)`),
  ];
}
