import { type Actor } from '#libs/kernel';
import { sightOf } from './sight.js';

/**
 * What the database is told about the caller, transaction by transaction. The row-level policies read these settings
 * through the functions `platform.scope_*`; a transaction that never set them sees no row.
 */
export const SET_SCOPE = `SELECT set_config('plenary.user', $1, true), set_config('plenary.conferences', $2, true),
  set_config('plenary.bodies', $3, true), set_config('plenary.purpose', $4, true), set_config('plenary.token_hash', $5, true)`;

/** Values for SET_SCOPE. */
export function scopeOf(actor: Actor): string[] {
  switch (actor.kind) {
    case 'user':
      return [actor.userId, ...sightOf(actor).map(uuidArray), '', ''];
    case 'invitee':
      return ['', '{}', '{}', 'invitation', actor.tokenHash];
    case 'sign-in':
      return ['', '{}', '{}', 'sign-in', ''];
    case 'system':
      return ['', '{}', '{}', 'system', ''];
    case 'anonymous':
      return ['', '{}', '{}', '', ''];
  }
}

const uuidArray = (ids: readonly string[]): string => `{${ids.join(',')}}`;
