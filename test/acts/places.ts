import { newId } from '#libs/kernel';
import { type Home } from '../journeys/walled-conferences.js';
import { type ActsOfContext } from './support/acts.js';
import { allotment, idInInput, idOfAct } from './support/ids.js';
import { on, placesOfferedBy, says } from './support/scene.js';

const OFFER =
  'place-offer for body {constituencyId: string, count: number, fromBodyId: string, toBodyId: string}';
const ON_OFFER = {
  input: ['idempotencyKey: String!', 'version: Int!'],
  ids: { id: idOfAct('offer', { version: 1 }) },
};
const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString();
const offering = (home: Home) => ({
  bodyId: home.bodyId,
  toBodyId: newId(),
  constituencyId: home.constituencyId,
  count: 1,
  expiresAt: tomorrow(),
});

export const acts: ActsOfContext = {
  acceptPlaceOffer: {
    ...ON_OFFER,
    act: on('iccCoordinator', placesOfferedBy('chathamHouse', 'OFFERED'), () => ({ version: 1 })),
    leaves: [`system place-offer.accepted ${OFFER}`, `user place-offer.accepted ${OFFER}`],
  },
  approvePlaceOffer: {
    ...ON_OFFER,
    act: on('approver', placesOfferedBy('icc', 'AWAITING_HOST'), () => ({ version: 1 })),
    leaves: [`user place-offer.approved ${OFFER}`, `user place-offer.approved ${OFFER}`],
  },
  declinePlaceOffer: {
    ...ON_OFFER,
    act: on('iccCoordinator', placesOfferedBy('chathamHouse', 'OFFERED'), () => ({ version: 1 })),
    leaves: [`system place-offer.declined ${OFFER}`, `user place-offer.declined ${OFFER}`],
  },
  offerPlaces: {
    input: [
      'bodyId: ID!',
      'constituencyId: ID!',
      'count: Int!',
      'expiresAt: DateTime!',
      'idempotencyKey: String!',
      'note: String',
      'toBodyId: ID!',
    ],
    ids: {
      'input.bodyId': idInInput('body', (id, home) => ({ ...offering(home), bodyId: id })),
      'input.constituencyId': idInInput('constituency', (id, home) => ({
        ...offering(home),
        toBodyId: home.bodyId,
        constituencyId: id,
      })),
      // `bodies` names the bodies of a conference to all who have a part in it, so the wall here is the conference's.
      'input.toBodyId': idInInput('body elsewhere', (id, home) => ({ ...offering(home), toBodyId: id })),
    },
    act: says('iccCoordinator', ({ product: { world } }) => ({
      bodyId: world.icc,
      toBodyId: world.chathamHouse,
      constituencyId: world.academia,
      count: 1,
      expiresAt: tomorrow(),
    })),
    // `setPlaceTransfers` above lets bodies pass places on between themselves, so the other body knows of it at once.
    leaves: [`system place-offer.made ${OFFER}`, `user place-offer.made ${OFFER}`],
  },
  refusePlaceOffer: {
    ...ON_OFFER,
    act: on('approver', placesOfferedBy('icc', 'AWAITING_HOST'), () => ({ version: 1 })),
    leaves: [`user place-offer.refused ${OFFER}`],
  },
  withdrawPlaceOffer: {
    ...ON_OFFER,
    act: on('iccCoordinator', placesOfferedBy('icc', 'AWAITING_HOST'), () => ({ version: 1 })),
    leaves: [`user place-offer.withdrawn ${OFFER}`],
  },
  allotPlaces: {
    input: [
      'allotted: Int!',
      'bodyId: ID!',
      'conferenceId: ID!',
      'constituencyId: ID!',
      'expectedAllotted: Int',
      'idempotencyKey: String!',
    ],
    ids: {
      'input.bodyId': idInInput('body', (id, home) => ({ ...allotment(home), bodyId: id })),
      'input.conferenceId': idInInput('conference', (id, home) => ({
        ...allotment(home),
        conferenceId: id,
      })),
      'input.constituencyId': idInInput('constituency', (id, home) => ({
        ...allotment(home),
        constituencyId: id,
      })),
    },
    act: says('administrator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      bodyId: world.chathamHouse,
      constituencyId: world.academia,
      allotted: 60,
      expectedAllotted: 50,
    })),
    leaves: [
      'user quota.allotted quota for body {allotted: number, constituencyId: string, difference: number}',
    ],
  },
};
