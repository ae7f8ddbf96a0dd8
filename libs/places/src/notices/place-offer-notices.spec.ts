import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { type StaffDirectory } from '#libs/access';
import { type BodyContacts, type NewMessage, type Notifications } from '#libs/notifications';
import { FakeTransaction } from '#libs/testing';
import { type PlaceOfferState } from '../domain/place-offer.js';
import { type PlaceOfferRow } from '../persistence/place-offer.statements.js';
import { type ReserveLine } from '../queries/reserve-line.js';
import { type HostNotices } from './host-notices.js';
import { NAMES, PlaceOfferNotices } from './place-offer-notices.js';

const ACTOR = { kind: 'system', task: 'test' } as const;
const toBodyId = newId();
/** What was written of the offer so far, and whether it may have arrived. */
let written: { readonly kind: string; readonly recipientEmail: string; readonly mayHaveArrived: boolean }[];
let cancelled: string[][];
let composed: string[];

beforeEach(() => {
  written = [];
  cancelled = [];
  composed = [];
});

const notifications = {
  cancelFor: (_tx: unknown, _id: string, messages: readonly { readonly kind: string }[]) => {
    cancelled.push(messages.map(({ kind }) => kind).sort());
    return Promise.resolve(written.filter((one) => messages.some(({ kind }) => kind === one.kind)));
  },
  compose: (_tx: unknown, messages: readonly NewMessage[]) => {
    composed.push(...messages.map(({ content, recipient }) => `${content.message.kind} ${recipient.email}`));
    return Promise.resolve([]);
  },
} as unknown as Notifications;
const people = (...names: string[]) =>
  Promise.resolve(names.map((name) => ({ name, email: `${name}@example.org`, language: 'en' })));
const contacts = {
  coordinators: (_tx: unknown, [bodyId]: readonly string[]) =>
    bodyId === toBodyId ? people('ada', 'basil') : people('giver'),
} as unknown as BodyContacts;
const staff = { withRoles: () => people('approver') } as unknown as StaffDirectory;

async function tell(state: PlaceOfferState): Promise<string[]> {
  const names = { conferenceName: 'Sample', timeZone: 'UTC', constituencyName: 'Business' };
  const tx = new FakeTransaction(
    ACTOR,
    new Map([[NAMES, [{ ...names, fromName: 'Sample Chamber', toName: 'Sample Institute' }]]]),
  );
  const offer: PlaceOfferRow = {
    ...{ id: newId(), conferenceId: newId(), bodyId: newId(), toBodyId, constituencyId: newId() },
    ...{ count: 2, note: null, state, version: 2, answeredAt: null, isOver: false },
    createdAt: new Date(0),
    expiresAt: new Date(0),
  };
  const notices = new PlaceOfferNotices(notifications, contacts, staff, {} as HostNotices, {} as ReserveLine);
  await notices.tell(tx.asTransaction, offer);
  return composed;
}

describe('what is told of an offer of places', () => {
  it.each([
    ['AWAITING_HOST', ['PLACE_OFFER_AWAITS_HOST approver@example.org']],
    ['OFFERED', ['PLACES_OFFERED ada@example.org', 'PLACES_OFFERED basil@example.org']],
    ['DECLINED', ['PLACE_OFFER_ENDED giver@example.org']],
    ['REFUSED', ['PLACE_OFFER_ENDED giver@example.org']],
    ['EXPIRED', ['PLACE_OFFER_ENDED giver@example.org']],
    ['WITHDRAWN', []],
  ] as const)('goes to those whose turn it is, or who asked: %s', async (state, told) => {
    expect(await tell(state)).toEqual(told);
  });

  it('is taken back as far as it has not left, once nobody is asked any more', async () => {
    await tell('OFFERED');
    await tell('WITHDRAWN');
    expect(cancelled).toEqual([['PLACE_OFFER_AWAITS_HOST'], ['PLACES_OFFERED', 'PLACE_OFFER_AWAITS_HOST']]);
  });

  it('is put right for those alone whom it may have reached, when the offer is taken back', async () => {
    const sent = (kind: string, name: string, mayHaveArrived: boolean) => ({
      kind,
      recipientEmail: `${name}@example.org`,
      mayHaveArrived,
    });
    written = [
      sent('PLACE_OFFER_AWAITS_HOST', 'approver', true),
      sent('PLACES_OFFERED', 'ada', true),
      sent('PLACES_OFFERED', 'basil', false),
    ];
    expect(await tell('WITHDRAWN')).toEqual(['PLACE_OFFER_WITHDRAWN ada@example.org']);
  });
});
