import { instant, integer, table } from '#libs/platform';

/** When the server's transactions were numbered anew: after a restore, say. No row: era 0. Only `audit.begin_era` adds one. */
export const ERA = table('audit.era', {
  era: integer(),
  begunAt: instant().byDefault(),
});
