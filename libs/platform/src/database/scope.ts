import { type Actor, DUTIES, organisationsRead } from '#libs/kernel';
import { dutiesOf } from './duties.js';
import { sightOf } from './sight.js';

/**
 * What the database is told about the caller, transaction by transaction. The row-level policies read these settings
 * through the functions `platform.scope_*`; a transaction that never set them sees no row.
 */
export const SET_SCOPE = `SELECT set_config('plenary.user', $1, true), set_config('plenary.conferences', $2, true),
  set_config('plenary.bodies', $3, true), set_config('plenary.purpose', $4, true), set_config('plenary.token_hash', $5, true),
  set_config('plenary.organisations', $6, true)`;

/** Values for SET_SCOPE. */
export function scopeOf(actor: Actor): string[] {
  switch (actor.kind) {
    case 'user':
      return [actor.userId, ...sightOf(actor).map(uuidArray), '', '', uuidArray(organisationsRead(actor))];
    case 'invitee':
      return ['', '{}', '{}', 'invitation', actor.tokenHash, '{}'];
    case 'sign-in':
      return ['', '{}', '{}', 'sign-in', '', '{}'];
    case 'system':
      return ['', '{}', '{}', 'system', '', '{}'];
    case 'anonymous':
      return ['', '{}', '{}', '', '', '{}'];
  }
}

/** The same for a transaction that writes, with what the caller's roles let them do: reading asks for no role and pays for none. */
export const SET_WRITE_SCOPE = [
  SET_SCOPE,
  ...DUTIES.map((duty, index) => `set_config('plenary.${duty}', $${7 + index}, true)`),
].join(', ');

/** Values for SET_WRITE_SCOPE. */
export const writeScopeOf = (actor: Actor): string[] => [
  ...scopeOf(actor),
  ...dutiesOf(actor).map(uuidArray),
];

const uuidArray = (ids: readonly string[]): string => `{${ids.join(',')}}`;
