import { type Transaction } from '#libs/platform';
import { WEBHOOK_SUBJECT } from './domain/audit-actions.js';
import { type EndpointRow } from './persistence/endpoint.statements.js';

/** The entry is a change as well, which the endpoint is told of like any other. */
export function auditEndpoint(
  tx: Transaction,
  { id, conferenceId, bodyId }: Pick<EndpointRow, 'id' | 'conferenceId' | 'bodyId'>,
  action: string,
  details?: Readonly<Record<string, unknown>>,
): void {
  tx.audit({ conferenceId, bodyId, action, subjectType: WEBHOOK_SUBJECT, subjectId: id, details });
}
