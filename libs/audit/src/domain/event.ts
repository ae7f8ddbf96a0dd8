/** One fact of the audit trail, as it is stored, but for its place among commits; everything in it goes into its hash. */
export interface AuditEvent {
  readonly id: string;
  readonly conferenceId: string | null;
  /** The body that may read it beside the host; null: the host alone. */
  readonly bodyId: string | null;
  /** By the database's clock, in UTC with microseconds: 2026-11-23T05:40:12.123456Z. */
  readonly occurredAt: string;
  readonly actorId: string | null;
  /** user, invitee, sign-in, system or anonymous. */
  readonly actorKind: string;
  readonly onBehalfOfId: string | null;
  /** The API token with which the act came; null: with none, or before tokens were noted. */
  readonly apiTokenId: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Columns of audit.event in the shape of AuditEvent; the table is `e`. */
export const EVENT_COLUMNS = `e.id, e.conference_id AS "conferenceId", e.body_id AS "bodyId",
  to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "occurredAt", e.actor_id AS "actorId",
  e.actor_kind AS "actorKind", e.on_behalf_of_id AS "onBehalfOfId", e.api_token_id AS "apiTokenId", e.action, e.subject_type AS "subjectType",
  e.subject_id AS "subjectId", e.details`;

export type EventRow = AuditEvent & Record<string, unknown>;
