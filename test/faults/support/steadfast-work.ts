import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type pg from 'pg';
import { ask, type Asked } from '#libs/platform/testing';
import { type Product } from '../../support/product.js';

const CREATE = `mutation ($input: CreateNominationInput!) {
  createNomination(input: $input) { nomination { id } errors { code } } }`;
export const SUBMIT = `mutation ($id: ID!, $input: SubmitNominationInput!) {
  submitNomination(id: $id, input: $input) { nomination { id version } errors { code } } }`;

/** What was refused, for comparing: status, codes and Retry-After. */
export const describeTrouble = ({ status, codes, headers }: Asked): string =>
  `${status} ${codes.join()} after ${headers.get('retry-after')}`;

/** People who nominate while a server goes down: each request is sent with the same key until it is answered, as a well-behaved client does. */
export interface SteadfastWork {
  /** Ids of nominations whose submission was acknowledged. */
  readonly acknowledged: readonly string[];
  /** Every other answer than success, described. */
  readonly troubles: readonly string[];
  asCoordinator(query: string, variables: object): Promise<Asked>;
  /** Drafts and submits somebody of this name. */
  nominate(name: string): Promise<void>;
}

export function steadfastWork(product: Product): SteadfastWork {
  const acknowledged: string[] = [];
  const troubles: string[] = [];
  const asCoordinator = (query: string, variables: object): Promise<Asked> =>
    ask(product.url, query, { token: product.tokenOf('iccCoordinator'), variables });

  async function insist<Data>(query: string, variables: object): Promise<Data> {
    for (;;) {
      const answer = await asCoordinator(query, variables);
      if (answer.status === 200 && answer.errors.length === 0) return answer.data as Data;
      troubles.push(describeTrouble(answer));
      if (answer.status !== 503) throw new Error(answer.text);
      await pause(50);
    }
  }

  return {
    acknowledged,
    troubles,
    asCoordinator,
    async nominate(name) {
      const { conferenceId, icc: bodyId, business: constituencyId } = product.world;
      const { createNomination } = await insist<{ createNomination: { nomination: { id: string } } }>(
        CREATE,
        {
          input: {
            idempotencyKey: randomUUID(),
            conferenceId,
            bodyId,
            constituencyId,
            person: { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org` },
          },
        },
      );
      const { id } = createNomination.nomination;
      const { submitNomination } = await insist<{
        submitNomination: { nomination: object; errors: object[] };
      }>(SUBMIT, { id, input: { idempotencyKey: randomUUID(), version: 1 } });
      expect(submitNomination).toEqual({ nomination: { id, version: 2 }, errors: [] });
      acknowledged.push(id);
    },
  };
}

/** What the database keeps of these nominations, by id. */
const KEPT = `SELECT n.id,
    (SELECT count(*)::int FROM nominations.quota_entry e WHERE e.nomination_id = n.id) AS holds,
    (SELECT count(*)::int FROM approvals.review r WHERE r.subject_id = n.id) AS reviews,
    (SELECT count(*)::int FROM audit.event e WHERE e.subject_id = n.id AND e.action = 'nomination.created') AS created,
    (SELECT count(*)::int FROM audit.event e WHERE e.subject_id = n.id AND e.action = 'nomination.submitted') AS submitted
  FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id WHERE p.name LIKE $1 ORDER BY n.id`;

/** Those acknowledged, and no others of names like this, are there: each once, with one hold, one review and one entry of each kind. */
export async function expectKeptOnce(
  database: pg.Pool,
  acknowledged: readonly string[],
  names = '%',
): Promise<void> {
  const { rows } = await database.query<{ id: string }>(KEPT, [names]);
  expect(rows).toEqual(
    [...acknowledged].sort().map((id) => ({ id, holds: 1, reviews: 1, created: 1, submitted: 1 })),
  );
}

/** What the worker has yet to do, as counts that end at nothing. */
const LEFT_TO_DO = `SELECT (SELECT count(*)::int FROM nominations.nomination WHERE state IN ('DRAFT', 'SUBMITTED')) AS unscreened,
  (SELECT count(*)::int FROM platform.outbox WHERE failed_at IS NOT NULL) AS failed,
  (SELECT count(*)::int FROM notifications.message WHERE state <> 'SENT') AS unsent,
  (SELECT count(*)::int FROM audit.event e WHERE NOT EXISTS (SELECT FROM audit.seal s WHERE s.event_id = e.id)) AS unsealed`;

export async function leftToDo(database: pg.Pool): Promise<Readonly<Record<string, number>>> {
  return (await database.query<Record<string, number>>(LEFT_TO_DO)).rows[0] ?? {};
}
