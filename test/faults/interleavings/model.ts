import { BODIES, type BodyName, type Ground, PLACES } from './ground.js';

/** A nomination as the host read it before the step. */
export interface Known {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly body: BodyName;
  readonly state: string;
  readonly version: number;
}
export interface Offered {
  readonly id: string;
  readonly from: BodyName;
  readonly state: string;
  readonly count: number;
  readonly version: number;
}

/** What is there to act on, and what the host's administrator and accepted offers have made of the allotments. */
export interface Model {
  nominations: readonly Known[];
  offers: readonly Offered[];
  readonly lists: { readonly id: string; readonly body: BodyName }[];
  readonly allotted: Record<BodyName, number>;
  /** How often somebody has merged two. */
  merges: number;
}

export const emptyModel = (): Model => ({
  nominations: [],
  offers: [],
  lists: [],
  allotted: { icc: PLACES, chathamHouse: PLACES },
  merges: 0,
});

const SEEN = `query ($c: ID!) {
  nominations(conferenceId: $c, first: 100) { nodes { id reference state version person { name } body { id } } }
  placeOffers(conferenceId: $c, first: 100) { nodes { id state count version from { id } } } }`;
type Named = { readonly id: string };
interface Seen {
  readonly nominations: {
    readonly nodes: readonly (Omit<Known, 'body' | 'name'> & {
      readonly person: { readonly name: string };
      readonly body: Named;
    })[];
  };
  readonly placeOffers: { readonly nodes: readonly (Omit<Offered, 'from'> & { readonly from: Named })[] };
}

/** Reads as the host what is there by now. */
export async function look(ground: Ground, model: Model): Promise<void> {
  const { conferenceId } = ground.world;
  const { nominations, placeOffers } = await ground.as('officer').data<Seen>(SEEN, { c: conferenceId });
  const bodyOf = (id: string): BodyName => BODIES.find((body) => ground.world[body] === id) ?? 'icc';
  model.nominations = nominations.nodes
    .map(({ person, body, ...one }) => ({
      ...one,
      name: person.name,
      body: bodyOf(body.id),
    }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  model.offers = placeOffers.nodes
    .map(({ from, ...one }) => ({ ...one, from: bodyOf(from.id) }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}
