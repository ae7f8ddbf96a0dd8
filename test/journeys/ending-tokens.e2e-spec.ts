import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issueApiToken } from '#libs/access';
import { drain } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';

const WISH = { name: 'Members’ register', scope: 'READ', role: 'PARTNER_VIEWER' };

describe('a token of a body that soon ends', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.close());

  const made = async (days: number) =>
    issueApiToken(
      product.settings,
      { bodyCode: 'ICC' },
      { ...WISH, expiresAt: new Date(Date.now() + days * 86_400_000) },
    );
  const promisesOf = async (id: string) =>
    (
      await product.admin.query<{ days: number }>(
        `SELECT round(extract(epoch FROM run_at - now()) / 86400)::int AS days FROM platform.outbox
         WHERE job = 'remind-token-ending' AND payload->>'tokenId' = $1`,
        [id],
      )
    ).rows.map(({ days }) => days);
  /** The queue keeps the promise for its hour, so the same work is promised once more, for now. */
  async function come(id: string): Promise<void> {
    const { rows } = await product.admin.query<{ id: string }>(
      `INSERT INTO platform.outbox (id, conference_id, queue, job, payload)
       VALUES (gen_random_uuid(), $1, 'access', 'remind-token-ending', jsonb_build_object('tokenId', $2::text)) RETURNING id`,
      [product.world.conferenceId, id],
    );
    await product.admin.query("SELECT pg_notify('plenary_outbox', '')");
    await drain(
      async () =>
        (
          await product.admin.query('SELECT FROM platform.outbox WHERE id = $1 AND done_at IS NOT NULL', [
            rows[0]?.id,
          ])
        ).rowCount === 1,
      { what: 'the reminder to be looked at', timeoutMs: 40_000, everyMs: 100 },
    );
  }
  const told = async (id: string) =>
    (
      await product.admin.query<{ recipient_email: string }>(
        `SELECT recipient_email FROM notifications.message WHERE kind = 'TOKEN_ENDING' AND subject_id = $1`,
        [id],
      )
    ).rows.map((row) => row.recipient_email);

  it('is announced two weeks before, to the coordinators of the body, where it was used in the last month', async () => {
    const { id } = await made(90);
    expect(await promisesOf(id)).toEqual([76]);
    await come(id);
    expect(await told(id)).toEqual([]);
    await product.admin.query(
      `UPDATE access.api_token SET last_used_at = now() - interval '31 days' WHERE id = $1`,
      [id],
    );
    await come(id);
    expect(await told(id)).toEqual([]);
    await product.admin.query(`UPDATE access.api_token SET last_used_at = now() WHERE id = $1`, [id]);
    await come(id);
    await come(id);
    const [coordinator] = (
      await product.admin.query<{ email: string }>('SELECT email FROM access.app_user WHERE id = $1', [
        product.world.people.iccCoordinator.userId,
      ])
    ).rows;
    expect(await told(id)).toEqual([coordinator?.email]);
  });

  it('is announced to nobody once it is revoked, nor where it was made for less than two weeks', async () => {
    const revoked = await made(90);
    await product.admin.query(
      'UPDATE access.api_token SET last_used_at = now(), revoked_at = now() WHERE id = $1',
      [revoked.id],
    );
    await come(revoked.id);
    expect(await told(revoked.id)).toEqual([]);
    expect(await promisesOf((await made(10)).id)).toEqual([]);
  });
});
