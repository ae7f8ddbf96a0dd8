import { forbidden, newId } from '#libs/kernel';
import { countBehindLock, type Transaction } from '#libs/platform';
import { remindTokenEnding } from '../access.jobs.js';
import { type ApiToken, DAY_MS, MOST_TOKENS_OF_BODY, type SystemRole } from '../domain/api-token.js';
import { type ACCESS_ACTIONS } from '../domain/audit-actions.js';
import { APP_USER } from '../persistence/access.table.js';
import { COUNT_TOKENS_OF_BODY } from '../persistence/api-token.statements.js';

/** The body for which a system works, and as what. */
export interface OfBody {
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly role: SystemRole;
}

/** Whose token it is; null of a person’s. */
export const bodyOf = ({
  conferenceId,
  bodyId,
  role,
}: Pick<ApiToken, 'conferenceId' | 'bodyId' | 'role'>): OfBody | null =>
  conferenceId === null || bodyId === null || role === null ? null : { conferenceId, bodyId, role };

/** Refuses with FORBIDDEN where the body has as many live tokens as it may have; holds others of the body up until the commit. */
export async function refuseHoardOfBody(tx: Transaction, { conferenceId, bodyId }: OfBody): Promise<void> {
  const owner = `access.api_token ${bodyId}`;
  if ((await countBehindLock(tx, owner, COUNT_TOKENS_OF_BODY, [conferenceId, bodyId])) >= MOST_TOKENS_OF_BODY)
    throw forbidden(`The body has ${MOST_TOKENS_OF_BODY} tokens; revoke one that is no longer used.`);
}

/** Adds the system of a token that is a body's: what the token does is done by it. Answers its id. */
export function addSystem(
  tx: Transaction,
  system: OfBody & { readonly name: string; readonly madeBy: string | null },
): string {
  const { name, conferenceId, bodyId, role, madeBy } = system;
  const id = newId();
  tx.insert(APP_USER, { id, name, email: null, emailFold: null, conferenceId, bodyId, role, madeBy });
  return id;
}

/** Days before the end of a token in which its body is reminded. */
const REMIND_DAYS = 14;

/** Promises the coordinators a word before the token ends; one that is made for less time than that needs none. */
export function promiseReminder(
  tx: Transaction,
  { conferenceId }: OfBody,
  { tokenId, endsAt, now }: { readonly tokenId: string; readonly endsAt: Date | null; readonly now: Date },
): void {
  if (endsAt === null) return;
  const runAt = new Date(endsAt.getTime() - REMIND_DAYS * DAY_MS);
  if (runAt > now) tx.enqueue(remindTokenEnding, { tokenId }, { runAt, conferenceId });
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
    subjectType: 'api-token',
    subjectId: id,
    details: { apiTokenId: id, role, ...details },
  });
}
