import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { Batch, Database, leaseToken, SignOfLife, type Transaction, UnitOfWork } from '#libs/platform';
import { auditEndpoint } from '../audit-endpoint.js';
import { type Answer } from '../domain/answer.js';
import { WEBHOOK_ACTIONS } from '../domain/audit-actions.js';
import { TEST_KIND } from '../domain/delivery.js';
import { type EndedReason, FAILING_HOURS } from '../domain/endpoint.js';
import { type Outcome } from '../domain/outcome.js';
import { type Told } from '../domain/payload.js';
import {
  CLAIM_DELIVERIES,
  CLAIM_TESTS,
  END_ENDPOINT,
  MARK_DELIVERED,
  MARK_FAILED,
  MARK_FAILING,
} from '../persistence/sending.statements.js';
import { type EndedEndpoint, EndedNotices } from './ended-notices.js';

const SENDER: Actor = { kind: 'system', task: 'send-webhooks' };

/** A delivery that this process alone may send, as long as its lease holds. */
export interface Claim extends Told, Record<string, unknown> {
  readonly id: string;
  readonly token: string;
  readonly endpointId: string;
  readonly url: string;
  readonly secretNumber: number;
  readonly isFormerSigning: boolean;
  /** Before this one. */
  readonly attempts: number;
}

/** How many more may be begun. */
export interface Room {
  /** Which endpoints are looked at; null: all. */
  readonly endpointIds: readonly string[] | null;
  /** How many each has under way. */
  readonly busy: ReadonlyMap<string, number>;
  readonly ofOne: number;
  readonly inAll: number;
}

/** Which deliveries this process sends and what became of them, in their own rows. */
@Injectable()
export class DeliveryLedger {
  private readonly delivered = new Batch<{ claim: Claim; status: number }, undefined>((items) =>
    this.markDelivered(items),
  );

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly life: SignOfLife,
    private readonly notices: EndedNotices,
  ) {}

  async claim({ endpointIds, busy, ofOne, inAll }: Room, leaseMs: number): Promise<readonly Claim[]> {
    const token = leaseToken(this.life.holder);
    const rows = await this.database.run<Claim>({
      text: CLAIM_DELIVERIES,
      values: [
        token,
        leaseMs,
        this.life.holder,
        endpointIds,
        [...busy.keys()],
        [...busy.values()],
        ofOne,
        inAll,
      ],
    });
    return rows.map((row) => ({ ...row, token }));
  }

  async claimTests(leaseMs: number): Promise<readonly Claim[]> {
    const token = leaseToken(this.life.holder);
    const rows = await this.database.run<Claim>({
      text: CLAIM_TESTS,
      values: [token, leaseMs, this.life.holder],
    });
    return rows.map((row) => ({ ...row, token }));
  }

  /** Writes down what became of an attempt; of a claim that was lost meanwhile nothing. */
  async mark(claim: Claim, answer: Answer, outcome: Outcome): Promise<void> {
    const status = answer.kind === 'answered' ? answer.status : null;
    if (outcome.kind === 'DELIVERED') {
      await this.delivered.add({ claim, status: status ?? 0 });
      return;
    }
    await this.unitOfWork.run(SENDER, async (tx) => {
      const marked = await tx.query(MARK_FAILED, [
        claim.id,
        claim.token,
        status,
        answer.kind === 'failed' ? answer.reason : null,
        outcome.kind === 'AGAIN' ? outcome.waitMs : null,
      ]);
      if (marked.length > 0 && claim.kind !== TEST_KIND) await this.markFailing(tx, claim, outcome);
    });
  }

  /** An endpoint ends where it says so, and where a delivery is given up after three days without one that arrived. */
  private async markFailing(
    tx: Transaction,
    { endpointId }: Claim,
    outcome: Exclude<Outcome, { kind: 'DELIVERED' }>,
  ): Promise<void> {
    const [failing] = await tx.query<{ isLong: boolean }>(MARK_FAILING, [endpointId, FAILING_HOURS]);
    if (failing === undefined || outcome.kind !== 'FAILED') return;
    if (outcome.isGone) await this.end(tx, endpointId, 'GONE');
    else if (failing.isLong) await this.end(tx, endpointId, 'FAILING');
  }

  private async end(tx: Transaction, endpointId: string, reason: EndedReason): Promise<void> {
    const [ended] = await tx.query<EndedEndpoint>(END_ENDPOINT, [endpointId, reason]);
    if (ended === undefined) return;
    auditEndpoint(tx, ended, WEBHOOK_ACTIONS.ended, { reason });
    await this.notices.write(tx, ended, reason);
  }

  private async markDelivered(
    items: readonly { readonly claim: Claim; readonly status: number }[],
  ): Promise<undefined[]> {
    await this.database.run({
      text: MARK_DELIVERED,
      values: [
        items.map(({ claim }) => claim.id),
        items.map(({ claim }) => claim.token),
        items.map(({ status }) => status),
      ],
    });
    return items.map(() => undefined);
  }
}
