import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { placesOfNominations } from '#libs/nominations';
import { verifyQuotas } from '#libs/places';
import { drain } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';

const PARTS = `placeOffer { id state version count note availableActions from { name } to { name } }
  errors { code path ... on OfferPlacesError { balance { available held } } }`;
const OFFER = `mutation ($input: OfferPlacesInput!) { answer: offerPlaces(input: $input) { ${PARTS} } }`;
const LIST =
  'query ($c: ID!) { placeOffers(conferenceId: $c, first: 100) { nodes { id state availableActions } } }';
const BALANCES = `query ($c: ID!) { quotaBalances(conferenceId: $c, first: 100) { nodes { allotted held available
  body { code } constituency { code } } } }`;

interface Offer {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly count: number;
  readonly note: string | null;
  readonly availableActions: readonly string[];
}
interface Answer {
  readonly placeOffer: Offer | null;
  readonly errors: readonly {
    readonly code: string;
    readonly path: readonly string[];
    readonly balance?: { readonly available: number; readonly held: number } | null;
  }[];
}

const WAITING = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = 'plenary_api'
  AND wait_event_type = 'Lock'`;

let product: Product;
const hour = (): string => new Date(Date.now() + 3_600_000).toISOString();

beforeAll(async () => {
  product = await startProduct({ places: 5 });
});
afterAll(() => product.close());

async function offer(by: Person, more: object = {}): Promise<Answer> {
  const { icc, chathamHouse, business } = product.world;
  const input = {
    idempotencyKey: randomUUID(),
    bodyId: icc,
    toBodyId: chathamHouse,
    constituencyId: business,
    count: 2,
    expiresAt: hour(),
    ...more,
  };
  return (await product.as(by).data<{ answer: Answer }>(OFFER, { input })).answer;
}

async function act(
  by: Person,
  name: string,
  { id, version }: Pick<Offer, 'id' | 'version'>,
): Promise<Answer> {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
  const query = `mutation ($id: ID!, $input: ${type}!) { answer: ${name}(id: $id, input: $input) {
    placeOffer { id state version count note availableActions } errors { code path } } }`;
  const input = { idempotencyKey: randomUUID(), version };
  return (await product.as(by).data<{ answer: Answer }>(query, { id, input })).answer;
}
const codes = ({ errors }: Answer): string[] => errors.map(({ code }) => code);

async function done(answer: Promise<Answer>): Promise<Offer> {
  const { placeOffer, errors } = await answer;
  expect(errors).toEqual([]);
  if (placeOffer === null) throw new Error('There is no offer');
  return placeOffer;
}

async function balances(): Promise<Record<string, string>> {
  const { quotaBalances } = await product.as('officer').data<{
    quotaBalances: {
      nodes: {
        allotted: number;
        held: number;
        available: number;
        body: { code: string };
        constituency: { code: string };
      }[];
    };
  }>(BALANCES, { c: product.world.conferenceId });
  return Object.fromEntries(
    quotaBalances.nodes
      .filter(({ constituency }) => constituency.code === 'BUSINESS')
      .map(({ body, allotted, held, available }) => [
        body.code,
        `${allotted} allotted, ${held} held, ${available} free`,
      ]),
  );
}
const seenBy = async (person: Person): Promise<Record<string, readonly string[]>> => {
  const { placeOffers } = await product
    .as(person)
    .data<{ placeOffers: { nodes: Offer[] } }>(LIST, { c: product.world.conferenceId });
  return Object.fromEntries(placeOffers.nodes.map(({ id, availableActions }) => [id, availableActions]));
};
const mails = async (words: RegExp): Promise<string[]> =>
  (await product.sink.messages())
    .filter(({ text }) => words.test(text.replace(/\s+/g, ' ')))
    .flatMap(({ envelope }) => envelope.to);
const told = (words: RegExp) =>
  drain(async () => ((await mails(words)).length > 0 ? mails(words) : undefined), {
    what: `mail ${words}`,
    timeoutMs: 20_000,
  });
const agrees = async () =>
  expect(await verifyQuotas(product.settings, placesOfNominations)).toMatchObject({ problems: [] });
const mode = (placeTransfers: string) =>
  product
    .as('administrator')
    .data(
      'mutation ($input: SetPlaceTransfersInput!) { setPlaceTransfers(input: $input) { errors { code } } }',
      {
        input: { idempotencyKey: randomUUID(), conferenceId: product.world.conferenceId, placeTransfers },
      },
    );

describe('an offer of places', () => {
  it('is held from the moment that it is made, waits for the host, and is unknown to the other body until then', async () => {
    const made = await done(offer('iccCoordinator', { note: 'We have two more than we need.' }));
    expect(made).toMatchObject({ state: 'AWAITING_HOST', count: 2, availableActions: ['WITHDRAW'] });
    expect(await balances()).toMatchObject({
      ICC: '5 allotted, 2 held, 3 free',
      CH: '5 allotted, 0 held, 5 free',
    });
    expect((await seenBy('chCoordinator'))[made.id]).toBeUndefined();
    expect((await seenBy('approver'))[made.id]).toEqual(['APPROVE', 'REFUSE']);
    expect((await seenBy('officer'))[made.id]).toEqual([]);
    expect(codes(await act('chCoordinator', 'acceptPlaceOffer', made))).toEqual(['NOT_FOUND']);
    expect(await told(/hears of it when an approver of the host agrees/)).toContain(
      'approver.of.test.conference@example.org',
    );
    await agrees();

    const agreed = await done(act('approver', 'approvePlaceOffer', made));
    expect(agreed).toMatchObject({ state: 'OFFERED', version: 2 });
    expect((await seenBy('chCoordinator'))[made.id]).toEqual(['ACCEPT', 'DECLINE']);
    expect((await seenBy('chNominator'))[made.id]).toEqual([]);
    expect(await told(/offers you 2 places/)).toEqual(['ch.coordinator.of.test.conference@example.org']);
    expect(codes(await act('chNominator', 'acceptPlaceOffer', agreed))).toEqual(['FORBIDDEN']);
    expect(codes(await act('iccCoordinator', 'acceptPlaceOffer', agreed))).toEqual(['FORBIDDEN']);
    expect(codes(await act('chCoordinator', 'acceptPlaceOffer', made))).toEqual(['VERSION_CONFLICT']);

    expect(await done(act('chCoordinator', 'acceptPlaceOffer', agreed))).toMatchObject({ state: 'ACCEPTED' });
    expect(await balances()).toMatchObject({
      ICC: '3 allotted, 0 held, 3 free',
      CH: '7 allotted, 0 held, 7 free',
    });
    expect(await told(/The offer is accepted/)).toEqual(['icc.coordinator.of.test.conference@example.org']);
    expect(codes(await act('iccCoordinator', 'withdrawPlaceOffer', { ...agreed, version: 3 }))).toEqual([
      'ACTION_UNAVAILABLE',
    ]);
    const { rows } = await product.admin.query(
      `SELECT b.code, e.kind, e.held_delta AS held, e.allotted_delta AS allotted, e.by_user IS NULL AS "isNobodys"
       FROM nominations.quota_entry e JOIN conference.body b ON b.id = e.body_id
       WHERE e.place_offer_id = $1 AND e.kind = 'TRANSFER' ORDER BY b.code`,
      [made.id],
    );
    expect(rows).toEqual([
      { code: 'CH', kind: 'TRANSFER', held: 0, allotted: 2, isNobodys: false },
      { code: 'ICC', kind: 'TRANSFER', held: -2, allotted: -2, isNobodys: true },
    ]);
    await agrees();
  });

  it('is refused for more places than are free, with the balance', async () => {
    const before = await balances();
    expect(await offer('iccCoordinator', { count: 4 })).toEqual({
      placeOffer: null,
      errors: [{ code: 'QUOTA_SPENT', path: ['input', 'count'], balance: { available: 3, held: 0 } }],
    });
    expect(await balances()).toEqual(before);
  });

  it('is taken back, declined or not agreed to, and the places are free again', async () => {
    const before = await balances();
    const refused = await done(offer('iccCoordinator'));
    await done(act('approver', 'refusePlaceOffer', refused));
    expect((await seenBy('chCoordinator'))[refused.id]).toBeUndefined();
    const back = await done(offer('iccCoordinator'));
    await done(act('iccCoordinator', 'withdrawPlaceOffer', back));
    expect((await seenBy('chCoordinator'))[back.id]).toBeUndefined();
    await mode('BETWEEN_BODIES');
    const declined = await done(offer('iccCoordinator'));
    expect(declined.state).toBe('OFFERED');
    await done(act('chCoordinator', 'declinePlaceOffer', declined));
    expect(await told(/The offer is declined/)).toEqual(['icc.coordinator.of.test.conference@example.org']);
    expect(await balances()).toEqual(before);
    await agrees();
  });

  it('is taken back from whoever has read of it, by a mail of its own', async () => {
    const before = await balances();
    const made = await done(offer('iccCoordinator', { count: 3 }));
    expect(made.state).toBe('OFFERED');
    expect(await told(/offers you 3 places/)).toEqual(['ch.coordinator.of.test.conference@example.org']);
    const back = await done(act('iccCoordinator', 'withdrawPlaceOffer', made));
    expect(await told(/had offered you 3 places for Business, and has taken the offer back/)).toEqual([
      'ch.coordinator.of.test.conference@example.org',
    ]);
    // Of the one that was taken back before the host had agreed, nobody there has heard.
    expect(await mails(/has taken the offer back/)).toHaveLength(1);
    expect((await seenBy('chCoordinator'))[made.id]).toEqual([]);
    expect(codes(await act('chCoordinator', 'acceptPlaceOffer', back))).toEqual(['ACTION_UNAVAILABLE']);
    expect(await balances()).toEqual(before);
    await agrees();
  });

  it('ends by itself at its date', async () => {
    const before = await balances();
    const made = await done(
      offer('iccCoordinator', { expiresAt: new Date(Date.now() + 1_500).toISOString() }),
    );
    expect(await told(/Nobody has answered in time/)).toEqual([
      'icc.coordinator.of.test.conference@example.org',
    ]);
    expect(codes(await act('chCoordinator', 'acceptPlaceOffer', made))).toEqual(['ACTION_UNAVAILABLE']);
    expect(await balances()).toEqual(before);
    await agrees();
  });

  it('is over for whoever answers in the moment in which its time ends, and nothing moves', async () => {
    await mode('BETWEEN_BODIES');
    const before = await balances();
    for (const answer of ['acceptPlaceOffer', 'declinePlaceOffer']) {
      const made = await done(offer('iccCoordinator'));
      const other = await product.admin.connect();
      try {
        await other.query('BEGIN');
        await other.query('SELECT FROM nominations.place_offer WHERE id = $1 FOR UPDATE', [made.id]);
        const answering = act('chCoordinator', answer, made);
        await drain(async () => (await product.admin.query(WAITING)).rows.length === 1, {
          what: 'the answer to wait for the offer',
          timeoutMs: 20_000,
        });
        // The answer began before this moment and is written after it.
        await other.query('UPDATE nominations.place_offer SET expires_at = clock_timestamp() WHERE id = $1', [
          made.id,
        ]);
        await other.query('COMMIT');
        expect([answer, codes(await answering)]).toEqual([answer, ['ACTION_UNAVAILABLE']]);
      } finally {
        other.release();
      }
      expect(await seenBy('chCoordinator')).toMatchObject({ [made.id]: [] });
      await agrees();
      await product.admin.query('UPDATE nominations.place_offer SET expires_at = $2 WHERE id = $1', [
        made.id,
        hour(),
      ]);
      await done(act('iccCoordinator', 'withdrawPlaceOffer', made));
    }
    expect(await balances()).toEqual(before);
  });

  it('is made by coordinators of the body, to another that nominates, and not at all where the conference says so', async () => {
    expect(codes(await offer('iccNominator'))).toEqual(['FORBIDDEN']);
    expect(codes(await offer('chCoordinator'))).toEqual(['NOT_FOUND']);
    expect(codes(await offer('iccCoordinator', { toBodyId: product.world.icc }))).toEqual(['INVALID_INPUT']);
    expect(codes(await offer('iccCoordinator', { toBodyId: product.world.host }))).toEqual(['INVALID_INPUT']);
    expect(codes(await offer('iccCoordinator', { toBodyId: randomUUID() }))).toEqual(['NOT_FOUND']);
    await mode('OFF');
    expect(codes(await offer('iccCoordinator'))).toEqual(['FORBIDDEN']);
  });

  it('leaves an entry in the trail of each side that knows of it, in the name of its own people alone', async () => {
    const { rows } = await product.admin.query<{ line: string }>(
      `SELECT DISTINCT b.code || ' ' || e.action || ' ' || e.actor_kind AS line FROM audit.event e JOIN conference.body b ON b.id = e.body_id
       WHERE e.subject_type = 'place-offer' ORDER BY 1`,
    );
    expect(rows.map(({ line }) => line)).toEqual([
      'CH place-offer.accepted user',
      'CH place-offer.approved user',
      'CH place-offer.declined user',
      'CH place-offer.expired system',
      'CH place-offer.made system',
      'CH place-offer.withdrawn system',
      'ICC place-offer.accepted system',
      'ICC place-offer.approved user',
      'ICC place-offer.declined system',
      'ICC place-offer.expired system',
      'ICC place-offer.made user',
      'ICC place-offer.refused user',
      'ICC place-offer.withdrawn user',
    ]);
  });
});
