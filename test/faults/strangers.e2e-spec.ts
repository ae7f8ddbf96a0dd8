import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { hashSecret } from '#libs/access';
import { ask, type Asked, withoutNumbers } from '#libs/platform/testing';
import { ALIKE, likenessInTime } from '#libs/testing';
import { createNomination, submitNomination } from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';

const PAIRS = 60;
const REQUEST =
  'mutation ($e: EmailAddress!, $key: String!) { requestSignInLink(input: { idempotencyKey: $key, email: $e }) { isAccepted errors { code message } } }';
const SIGN_IN =
  'mutation ($t: String!, $key: String!) { signIn(input: { idempotencyKey: $key, token: $t }) { viewer { user { id } } errors { code message } } }';
const NOMINATE = `mutation ($input: CreateNominationInput!) { createNomination(input: $input) {
  nomination { state version availableActions person { name } } errors { code message } } }`;

type Try = (index: number) => Promise<Asked>;

/** Row 37: over HTTP nobody finds out whom we know, by what is said or by how long it takes. */
describe('row 37: a stranger and somebody who is known', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ places: 1_000, withoutWorker: true });
  });
  afterAll(() => product.close());

  async function expectAlike(known: Try, unknown: Try): Promise<void> {
    // Limits count tries and are no part of the question.
    const unlimited = (what: Try) => async (index: number) => {
      await product.admin.query('TRUNCATE access.rate_limit');
      return what(index);
    };
    const likeness = await likenessInTime({
      pairs: PAIRS,
      one: unlimited(known),
      other: unlimited(unknown),
      check: (one, other) => {
        expect([other.status, withoutNumbers(other.text)]).toEqual([one.status, withoutNumbers(one.text)]);
        expect(one.status).toBe(200);
      },
    });
    expect(likeness).toBeGreaterThan(ALIKE);
  }

  it('ask for a link and are told the same in the same time', async () => {
    const people = ['officer', 'approver', 'auditor', 'icc.coordinator', 'icc.viewer', 'ch.coordinator'];
    const request = (email: string) =>
      ask(product.url, REQUEST, { variables: { e: email, key: randomUUID() } });
    await expectAlike(
      (index) => request(`${people[index % people.length]}.of.test.conference@example.org`),
      (index) => request(`${people[index % people.length]}.of.best.conference@example.org`),
    );
  });

  it('try a link that was used, and one that never was, and are told the same in the same time', async () => {
    const { userId } = product.world.people.officer;
    const used = Array.from({ length: PAIRS }, (_, index) => `used-${index}`.padEnd(43, 'u'));
    for (const token of used) {
      await product.admin.query(
        `INSERT INTO access.sign_in_link (id, user_id, token_hash, expires_at, used_at)
         VALUES ($1, $2, $3, clock_timestamp() + interval '10 minutes', clock_timestamp())`,
        [newId(), userId, hashSecret(token)],
      );
    }
    const open = (t: string) => ask(product.url, SIGN_IN, { variables: { t, key: randomUUID() } });
    await expectAlike(
      (index) => open(used[index] ?? ''),
      (index) => open(`none-${index}`.padEnd(43, 'n')),
    );
  });

  it('are nominated, one of them by another body too, and the answer is the same in the same time', async () => {
    const { conferenceId, icc, chathamHouse, business } = product.world;
    const name = (index: number): string => `Common Sample ${index}`;
    const email = (kind: string, index: number): string => `${kind}.${index}@example.org`;
    for (let index = 0; index < PAIRS; index += 1) {
      const theirs = await createNomination(product.as('chCoordinator'), {
        conferenceId,
        bodyId: chathamHouse,
        constituencyId: business,
        person: { name: name(index), email: email('common', index) },
      });
      await submitNomination(product.as('chCoordinator'), theirs.nomination?.id ?? '', { version: 1 });
    }
    const nominate = (index: number, address: string) =>
      ask(product.url, NOMINATE, {
        token: product.tokenOf('iccCoordinator'),
        variables: {
          input: {
            idempotencyKey: randomUUID(),
            conferenceId,
            bodyId: icc,
            constituencyId: business,
            person: { name: name(index), email: address },
          },
        },
      });
    await expectAlike(
      (index) => nominate(index, email('common', index)),
      (index) => nominate(index, email('nobody', index)),
    );
  });
});
