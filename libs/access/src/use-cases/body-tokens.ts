import { newId } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type SystemRole } from '../domain/api-token.js';
import { type ACCESS_ACTIONS } from '../domain/audit-actions.js';
import { APP_USER } from '../persistence/access.table.js';

interface OfBody {
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly role: SystemRole;
}

/** Adds the system of a token that is a body's: what the token does is done by it. Answers its id. */
export function addSystem(
  tx: Transaction,
  system: OfBody & { readonly name: string; readonly madeBy: string | null },
): string {
  const id = newId();
  tx.insert(APP_USER, { id, email: null, emailFold: null, ...system });
  return id;
}

/** What happened to a body's token, for the host and for the body. */
export function auditBodyToken(
  tx: Transaction,
  action: (typeof ACCESS_ACTIONS)['tokenCreated' | 'tokenRevoked'],
  { id, conferenceId, bodyId, role }: OfBody & { readonly id: string },
  details: Readonly<Record<string, unknown>> = {},
): void {
  tx.audit({
    conferenceId,
    bodyId,
    action,
    subjectType: 'apiToken',
    subjectId: id,
    details: { apiTokenId: id, role, ...details },
  });
}
