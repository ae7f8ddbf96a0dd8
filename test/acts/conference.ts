import { type ActsOfContext } from './support/acts.js';
import { idInInput } from './support/ids.js';
import { says } from './support/scene.js';

export const acts: ActsOfContext = {
  setCountry: {
    input: [
      'code: CountryCode!',
      'conferenceId: ID!',
      'expectedIsOffered: Boolean',
      'expectedNames: [CountryNameInput!]',
      'idempotencyKey: String!',
      'isOffered: Boolean',
      'names: [CountryNameInput!]',
    ],
    ids: {
      'input.conferenceId': idInInput('conference', (id) => ({
        conferenceId: id,
        code: 'TW',
        isOffered: false,
      })),
    },
    act: says('administrator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      code: 'TW',
      names: [{ language: 'en', name: 'Chinese Taipei' }],
    })),
    leaves: ['user country.set conference for host {code: string}'],
  },
  setFreedPlaces: {
    input: [
      'conferenceId: ID!',
      'expectedFreedPlaces: FreedPlaces',
      'freedPlaces: FreedPlaces!',
      'idempotencyKey: String!',
    ],
    ids: {
      'input.conferenceId': idInInput('conference', (id) => ({
        conferenceId: id,
        freedPlaces: 'AT_ONCE',
      })),
    },
    act: says('administrator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      freedPlaces: 'AT_ONCE',
    })),
    leaves: ['user freed-places.set conference for host {freedPlaces: string}'],
  },
  setPlaceTransfers: {
    input: [
      'conferenceId: ID!',
      'expectedPlaceTransfers: PlaceTransfers',
      'idempotencyKey: String!',
      'placeTransfers: PlaceTransfers!',
    ],
    ids: {
      'input.conferenceId': idInInput('conference', (id) => ({
        conferenceId: id,
        placeTransfers: 'BETWEEN_BODIES',
      })),
    },
    act: says('administrator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      placeTransfers: 'BETWEEN_BODIES',
    })),
    leaves: ['user place-transfers.set conference for host {placeTransfers: string}'],
  },
  setWindow: {
    input: [
      'closesAt: DateTime!',
      'conferenceId: ID!',
      'expectedClosesAt: DateTime',
      'expectedOpensAt: DateTime',
      'idempotencyKey: String!',
      'kind: WindowKind!',
      'opensAt: DateTime!',
    ],
    ids: {
      'input.conferenceId': idInInput('conference', (id) => ({
        conferenceId: id,
        kind: 'NOMINATION',
        opensAt: '2020-01-01T00:00:00Z',
        closesAt: '2090-01-02T00:00:00Z',
      })),
    },
    act: says('administrator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      kind: 'CONFIRMATION',
      opensAt: '2020-01-01T00:00:00Z',
      closesAt: '2090-01-02T00:00:00Z',
    })),
    leaves: ['user window.set conference for host {closesAt: string, kind: string, opensAt: string}'],
  },
};
