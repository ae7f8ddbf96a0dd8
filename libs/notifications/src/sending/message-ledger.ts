import { type QueryResultRow } from 'pg';
import { type Actor } from '#libs/kernel';
import {
  Batch,
  type Database,
  isDatabaseUnavailable,
  leaseToken,
  type SignOfLife,
  type UnitOfWork,
} from '#libs/platform';
import { enqueueSending } from '../message.jobs.js';
import { definedMessages } from '../define-message.js';
import { type MessageState, type MessageSubject } from '../domain/message.js';
import { CLAIM_MESSAGES, MARK_MESSAGES, RENEW_LEASES } from '../persistence/message.statements.js';

const SENDER: Actor = { kind: 'system', task: 'send-messages' };

/** A message that this process alone may send, as long as its lease holds. */
export interface Claim {
  readonly id: string;
  readonly token: string;
  readonly kind: string;
  readonly subject: MessageSubject;
  readonly aboutId: string | null;
  readonly email: string;
  readonly language: string;
  readonly params: unknown;
  readonly templateVersion: number;
  /** Bad attempts since the trouble began. */
  readonly deferrals: number;
  /** Sendings that ended without an answer, since a person last had it sent. */
  readonly doubts: number;
  /** An earlier attempt may have arrived. */
  readonly isInDoubt: boolean;
  readonly createdAt: Date;
  /** By the database's clock, as all times are. */
  readonly claimedAt: Date;
}

export type ClaimAnswer =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  /** Not due yet, or another sender has it. */
  | { readonly kind: 'wait'; readonly state: MessageState; readonly waitMs: number }
  /** Nothing to do, now or later. */
  | { readonly kind: 'ended' };

export interface Mark {
  readonly outcome: Extract<MessageState, 'SENT' | 'DEFERRED' | 'REFUSED' | 'FAILED' | 'HELD'>;
  readonly error?: string;
  /** For DEFERRED: until the next attempt, and since the trouble began, in milliseconds. */
  readonly waitMs?: number;
  readonly patienceMs?: number;
  /** The attempt, or one before it, may have arrived. */
  readonly isInDoubt: boolean;
  /** The mail server was spoken to about this message. */
  readonly hasReached: boolean;
  /** It was sent, and no answer came. */
  readonly isUnanswered?: boolean;
  /** All mail has to wait: this is no failure of the message. Without `patienceMs` it may wait for ever. */
  readonly isPutOff?: boolean;
}

interface ClaimRow extends QueryResultRow {
  id: string;
  is_claimed: boolean;
  is_dropped: boolean;
  kind: string;
  subject_type: string;
  subject_id: string;
  subject_version: number;
  about_id: string | null;
  recipient_email: string;
  language: string;
  params: unknown;
  template_version: number;
  deferrals: number;
  doubts: number;
  is_in_doubt: boolean;
  created_at: Date;
  claimed_at: Date;
  state_before: MessageState;
  wait_ms: number;
}

interface MarkedRow extends QueryResultRow {
  id: string;
  state: MessageState;
  conference_id: string | null;
  next_attempt_at: Date | null;
}

const LEAST_WAIT_MS = 50;
const TOGETHER_MS = 5_000;
/** While the database is away after the mail server has answered, the answer is kept and told again and again. */
const MARK_AGAIN_MS = [200, 400, 800, 1_600, 3_000, 5_000, 5_000, 5_000, 10_000, 10_000, 15_000, 15_000];

/** Which messages this process sends, in the messages' own rows. Calls that come together travel as one statement. */
export class MessageLedger {
  private readonly claims = new Batch<string, ClaimAnswer>((ids) => this.claimAll(ids));
  private readonly marks = new Batch<{ claim: Claim; mark: Mark }, boolean>((items) => this.markAll(items));
  /** Live claims with the moment (performance.now) from which each lease runs at the earliest. */
  private readonly held = new Map<string, { readonly claim: Claim; leasedAt: number }>();
  private renewal: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly leaseMs: number,
    /** Absent: a message whose sender died is free when its lease is over, and no sooner. */
    private readonly life?: SignOfLife,
  ) {}

  claim(id: string): Promise<ClaimAnswer> {
    return this.claims.add(id);
  }

  /** False when the process was held up so long that somebody else may have taken the message over. */
  isSurelyOurs(claim: Claim): boolean {
    const held = this.held.get(claim.id);
    const safeMs = this.life?.safeMs(this.leaseMs) ?? this.leaseMs * 0.8;
    return held?.claim === claim && performance.now() < held.leasedAt + safeMs;
  }

  /**
   * Writes down what became of an attempt, however long the database is away; gives up after a minute.
   * Answers false when the claim was lost meanwhile; then nothing was changed.
   */
  async mark(claim: Claim, mark: Mark): Promise<boolean> {
    try {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await this.marks.add({ claim, mark });
        } catch (error) {
          const pause = MARK_AGAIN_MS[attempt];
          if (pause === undefined || !isDatabaseUnavailable(error)) throw error;
          await new Promise((next) => setTimeout(next, pause));
        }
      }
    } finally {
      this.letGo(claim);
    }
  }

  /** Forgets a claim without a mark; its lease runs out by itself. */
  letGo(claim: Claim): void {
    if (this.held.get(claim.id)?.claim === claim) this.held.delete(claim.id);
  }

  close(): void {
    clearTimeout(this.renewal);
  }

  private async claimAll(ids: readonly string[]): Promise<ClaimAnswer[]> {
    const token = leaseToken(this.life?.holder);
    const asked = performance.now();
    const unique = [...new Set(ids)];
    const rows = await this.query<ClaimRow>(CLAIM_MESSAGES, [
      unique,
      token,
      this.leaseMs,
      this.life?.holder ?? null,
      ...corrections(),
    ]);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id, index) => {
      const row = found.get(id);
      if (row?.is_claimed !== true) return restOf(row);
      // Asked for twice at once: the second one waits for the first.
      if (ids.indexOf(id) !== index) return { kind: 'wait', state: 'SENDING', waitMs: this.leaseMs };
      const claim = claimOf(row, token);
      this.held.set(id, { claim, leasedAt: asked });
      this.renewLater();
      return { kind: 'claimed', claim };
    });
  }

  private renewLater(): void {
    this.renewal ??= setTimeout(() => void this.renew(), this.leaseMs / 3).unref();
  }

  private async renew(): Promise<void> {
    const asked = performance.now();
    const held = [...this.held.values()];
    try {
      if (held.length > 0) {
        const rows = await this.query<{ id: string }>(RENEW_LEASES, [
          held.map(({ claim }) => claim.id),
          held.map(({ claim }) => claim.token),
          this.leaseMs,
        ]);
        const renewed = new Set(rows.map(({ id }) => id));
        for (const entry of held) if (renewed.has(entry.claim.id)) entry.leasedAt = asked;
      }
    } catch {
      // The database is away; leases that run out meanwhile are somebody else's to take.
    } finally {
      this.renewal = undefined;
      if (this.held.size > 0) this.renewLater();
    }
  }

  private async markAll(items: readonly { claim: Claim; mark: Mark }[]): Promise<boolean[]> {
    const column = <T>(pick: (item: (typeof items)[number]) => T): T[] => items.map(pick);
    const values = [
      column(({ claim }) => claim.id),
      column(({ claim }) => claim.token),
      column(({ mark }) => mark.outcome),
      column(({ mark }) => mark.error ?? null),
      column(({ mark }) => mark.waitMs ?? 0),
      column(({ mark }) => mark.patienceMs ?? null),
      column(({ mark }) => mark.isInDoubt),
      column(({ mark }) => mark.hasReached),
      column(({ mark }) => mark.isUnanswered ?? false),
      column(({ mark }) => mark.isPutOff ?? false),
    ];
    const needsJobs = items.some(({ mark }) => mark.outcome === 'DEFERRED');
    const rows = needsJobs
      ? await this.markAndEnqueue(values)
      : await this.query<MarkedRow>(MARK_MESSAGES, values);
    const marked = new Set(rows.map(({ id }) => id));
    return items.map(({ claim }) => marked.has(claim.id));
  }

  /** A deferred message and the job that will try it again are written together, or not at all. */
  private markAndEnqueue(values: unknown[]): Promise<MarkedRow[]> {
    return this.unitOfWork.run(SENDER, async (tx) => {
      const rows = await tx.query<MarkedRow>(MARK_MESSAGES, values);
      for (const together of dueTogether(rows.filter(({ state }) => state === 'DEFERRED')))
        enqueueSending(
          tx,
          together.map((row) => ({ id: row.id, conferenceId: row.conference_id })),
          together.at(-1)?.next_attempt_at ?? undefined,
        );
      return rows;
    });
  }

  /** By ids alone, so one plan does for all. */
  private query<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    return this.database.run({ text, values, isPlannedOnce: true });
  }
}

/** Kinds that correct others, and beside each the kind that it corrects. */
export function corrections(): [string[], string[]] {
  const pairs = definedMessages().flatMap(({ kind, corrects }) =>
    (corrects ?? []).map((corrected) => [kind, corrected.kind] as const),
  );
  return [pairs.map(([kind]) => kind), pairs.map(([, corrected]) => corrected)];
}

/** Messages that are due within a few seconds share a job; it comes when the last of them is due. */
function dueTogether(rows: readonly MarkedRow[]): MarkedRow[][] {
  const dueAt = (row: MarkedRow | undefined): number => row?.next_attempt_at?.getTime() ?? 0;
  const groups: MarkedRow[][] = [];
  for (const row of rows.toSorted((one, other) => dueAt(one) - dueAt(other))) {
    const group = groups.at(-1);
    if (group !== undefined && dueAt(row) - dueAt(group[0]) <= TOGETHER_MS) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

function restOf(row: ClaimRow | undefined): ClaimAnswer {
  if (row === undefined || row.is_dropped) return { kind: 'ended' };
  const state = row.state_before;
  const isOpen = state === 'QUEUED' || state === 'DEFERRED' || state === 'SENDING';
  return isOpen ? { kind: 'wait', state, waitMs: Math.max(LEAST_WAIT_MS, row.wait_ms) } : { kind: 'ended' };
}

const claimOf = (row: ClaimRow, token: string): Claim => ({
  id: row.id,
  token,
  kind: row.kind,
  subject: { type: row.subject_type, id: row.subject_id, version: row.subject_version },
  aboutId: row.about_id,
  email: row.recipient_email,
  language: row.language,
  params: row.params,
  templateVersion: row.template_version,
  deferrals: row.deferrals,
  doubts: row.doubts,
  isInDoubt: row.is_in_doubt,
  createdAt: row.created_at,
  claimedAt: row.claimed_at,
});
