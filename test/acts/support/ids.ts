import { newId } from '#libs/kernel';
import { type Home, type IdKind } from '../../journeys/walled-conferences.js';

/** A place of the schema where clients write an id: what it is the id of, and a request that is sound but for it. */
export interface IdCase {
  readonly kind: IdKind;
  readonly variables: (id: string, home: Home) => Readonly<Record<string, unknown>>;
  /** How deep an answer has to be asked for to tell what became of the id; absent: one level, or two for one of many. */
  readonly depth?: number;
}

export const conferenceId: IdCase = { kind: 'conference', variables: (id) => ({ conferenceId: id }) };
export const byId = (kind: IdKind): IdCase => ({ kind, variables: (id) => ({ id }) });
/** A list of the onlooker's own conference, filtered by an id. */
export const filtered = (kind: IdKind, filter: (id: string) => object): IdCase => ({
  kind,
  variables: (id, home) => ({ conferenceId: home.conferenceId, filter: filter(id) }),
});
export const idOfAct = (kind: IdKind, input: object): IdCase => ({
  kind,
  variables: (id) => ({ id, input: { idempotencyKey: newId(), ...input } }),
});
/** An input of a mutation; `name` is put where the id belongs. */
export const idInInput = (kind: IdKind, make: (id: string, home: Home) => object): IdCase => ({
  kind,
  variables: (id, home) => ({ input: { idempotencyKey: newId(), ...make(id, home) } }),
});
export const idInChange = (kind: IdKind, make: (id: string) => object): IdCase => ({
  kind,
  variables: (id, home) => ({ id: home.nominationId, input: { idempotencyKey: newId(), ...make(id) } }),
});
/** The form for many things, with one of them. */
export const idInMany = (kind: IdKind, version: number, make: (id: string) => object): IdCase =>
  idInInput(kind, (id, home) => ({ items: [{ id: home.nominationId, version }], ...make(id) }));
/** One of several, tried out and told below: who may act on many leaves a key behind even where nothing was done. */
export const idTriedOut = (kind: IdKind, make: (id: string, home: Home) => object): IdCase => ({
  ...idInInput(kind, (id, home) => ({ ...make(id, home), isDryRun: true })),
  depth: 2,
});
export const creation = (home: Home) => ({
  conferenceId: home.conferenceId,
  bodyId: home.bodyId,
  constituencyId: home.constituencyId,
  person: { name: 'Somebody' },
});

export const allotment = (home: Home) => ({
  conferenceId: home.conferenceId,
  bodyId: home.bodyId,
  constituencyId: home.constituencyId,
  allotted: 99,
  expectedAllotted: 7,
});
export const allotted = (kind: IdKind, make: (id: string) => object): IdCase => ({
  kind,
  variables: (id, home) => {
    const { conferenceId, bodyId, constituencyId } = home;
    return { conferenceId, bodyId, constituencyId, allotted: 99, ...make(id) };
  },
});
export const role = (home: Home) => ({
  conferenceId: home.conferenceId,
  bodyId: home.bodyId,
  role: 'PARTNER_VIEWER',
  name: 'Somebody',
  email: `${newId()}@example.org`,
});
