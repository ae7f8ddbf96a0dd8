import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId, type Role, type UserActor } from '#libs/kernel';
import { FakeTransaction, FakeWrites } from '#libs/testing';
import { type PlaceOfferState } from '../domain/place-offer.js';
import { ExpirePlaceOffer } from '../jobs/place-offer.job.js';
import {
  LOCK_OFFER_IN_SIGHT,
  LOCK_PLACE_OFFER,
  type PlaceOfferRow,
} from '../persistence/place-offer.statements.js';
import { DeclinePlaceOffer } from './decline-place-offer.act.js';
import { PlaceOfferActs } from './place-offer-acts.js';
import { RefusePlaceOffer } from './refuse-place-offer.act.js';
import { WithdrawPlaceOffer } from './withdraw-place-offer.act.js';

const [conferenceId, bodyId, toBodyId, constituencyId] = [newId(), newId(), newId(), newId()];
let offer: PlaceOfferRow;
let writes: FakeWrites;

const setOffer = (state: PlaceOfferState, more: Partial<PlaceOfferRow> = {}): void => {
  offer = {
    id: newId(),
    ...{ conferenceId, bodyId, toBodyId, constituencyId },
    ...{ count: 2, note: null, state, version: 1, answeredAt: null, isOver: false },
    createdAt: new Date(0),
    expiresAt: new Date(1),
    ...more,
  };
};
beforeEach(() => {
  const found = () => [offer];
  writes = new FakeWrites(
    (actor) =>
      new FakeTransaction(
        actor,
        new Map([
          [LOCK_OFFER_IN_SIGHT, found],
          [LOCK_PLACE_OFFER, found],
        ]),
      ),
  );
});

const holding = (role: Role, body: string | null): UserActor => ({
  kind: 'user',
  userId: newId(),
  grants: [{ role, conferenceId, bodyId: body }],
  canWrite: true,
  via: 'session',
  credentialId: newId(),
});
const GIVER = holding('PARTNER_COORDINATOR', bodyId);
const RECEIVER = holding('PARTNER_COORDINATOR', toBodyId);
const APPROVER = holding('HOST_APPROVER', newId());

const acts = () => new PlaceOfferActs(writes.commands);
const call = (actor: UserActor, version = 1) => [actor, offer.id, newId(), { version }] as const;
const ENDS = {
  'taken back': () => new WithdrawPlaceOffer(acts()).run(...call(GIVER)),
  declined: () => new DeclinePlaceOffer(acts()).run(...call(RECEIVER)),
} as const;

const enqueued = () => writes.committed.flatMap((tx) => tx.enqueued);
const jobs = () => enqueued().map(({ job }) => job);
const promised = () => enqueued().flatMap(({ job, payload }) => (job === 'fill-places' ? [payload] : []));

describe('an offer of places that ends without being accepted', () => {
  it.each(Object.keys(ENDS) as (keyof typeof ENDS)[])(
    'gives its places back, and what the reserve list waits for goes to it: %s',
    async (how) => {
      setOffer('OFFERED');
      await ENDS[how]();
      expect(promised()).toEqual([{ bodyId, constituencyId }]);
    },
  );

  it('does so when the host does not agree to it', async () => {
    setOffer('AWAITING_HOST');
    await new RefusePlaceOffer(acts()).run(...call(APPROVER));
    expect(promised()).toEqual([{ bodyId, constituencyId }]);
  });

  it('does so when its time is over, and not before', async () => {
    setOffer('OFFERED');
    const expiring = new ExpirePlaceOffer(writes.unitOfWork);
    await expiring.handle({ offerId: offer.id });
    expect(jobs()).toEqual(['expire-place-offer']);
    setOffer('OFFERED', { isOver: true });
    await expiring.handle({ offerId: offer.id });
    expect(jobs()).toEqual(['expire-place-offer', 'fill-places', 'tell-of-place-offer']);
    expect(promised()).toEqual([{ bodyId, constituencyId }]);
  });
});

describe('an act on an offer of places', () => {
  it.each([
    ['by the body itself', GIVER, {}, 1, 'FORBIDDEN'],
    ['when its time is over', RECEIVER, { isOver: true }, 1, 'ACTION_UNAVAILABLE'],
    ['of another version', RECEIVER, {}, 2, 'VERSION_CONFLICT'],
    ['by a program that only reads', { ...RECEIVER, canWrite: false }, {}, 1, 'FORBIDDEN'],
  ] as const)('is refused %s, and changes nothing', async (_when, actor, more, version, code) => {
    setOffer('OFFERED', more);
    await expect(new DeclinePlaceOffer(acts()).run(...call(actor, version))).rejects.toMatchObject({ code });
    expect(writes.committed).toEqual([]);
  });
});
