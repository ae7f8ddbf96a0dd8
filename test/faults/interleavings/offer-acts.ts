import { type Person } from '../../support/product.js';
import { COORDINATOR, otherThan } from './ground.js';
import { type Model, type Offered } from './model.js';
import { type Choice, chosenOf, codesOf, data, type Prepared, type Refused } from './prepared.js';

export const offer = (_model: Model, { body, count }: Choice): Prepared => ({
  says: `offer ${count} places of ${body}`,
  run: async (ground) => {
    const { business: constituencyId, [body]: bodyId, [otherThan(body)]: toBodyId } = ground.world;
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const input = { bodyId, toBodyId, constituencyId, count, expiresAt };
    return codesOf(await data<Refused>(ground, COORDINATOR[body], 'offerPlaces', input));
  },
  mayBeRefused: ['QUOTA_SPENT'],
  // The host is asked first, and until it agrees the other body hears of nothing.
  isSilentTo: (other) => other !== body,
});

const OFFER_ACTS = {
  approvePlaceOffer: ['AWAITING_HOST'],
  refusePlaceOffer: ['AWAITING_HOST'],
  acceptPlaceOffer: ['OFFERED'],
  declinePlaceOffer: ['OFFERED'],
  withdrawPlaceOffer: ['AWAITING_HOST', 'OFFERED'],
} as const;
type OfferAct = keyof typeof OFFER_ACTS;
const actorOf = (act: OfferAct, { from }: Offered): Person => {
  if (act === 'approvePlaceOffer' || act === 'refusePlaceOffer') return 'approver';
  return COORDINATOR[act === 'withdrawPlaceOffer' ? from : otherThan(from)];
};

export const answerOffer = (model: Model, { pick, count, isBeyond }: Choice): Prepared | undefined => {
  const one = chosenOf(
    model.offers.filter(({ state }) => ['AWAITING_HOST', 'OFFERED'].includes(state)),
    pick,
  );
  if (one === undefined) return undefined;
  const possible = (Object.keys(OFFER_ACTS) as OfferAct[]).filter((act) =>
    (OFFER_ACTS[act] as readonly string[]).includes(one.state),
  );
  const act = isBeyond ? possible[0] : chosenOf(possible, count);
  if (act === undefined) return undefined;
  return {
    says: `${act} of ${one.count} places of ${one.from}`,
    run: async (ground) => {
      const input = { id: one.id, version: one.version };
      const codes = codesOf(await data<Refused>(ground, actorOf(act, one), act, input));
      if (codes.length === 0 && act === 'acceptPlaceOffer') {
        model.allotted[one.from] -= one.count;
        model.allotted[otherThan(one.from)] += one.count;
      }
      return codes;
    },
    isSilentTo: (body) =>
      body !== one.from &&
      (act === 'refusePlaceOffer' || (act === 'withdrawPlaceOffer' && one.state === 'AWAITING_HOST')),
  };
};
