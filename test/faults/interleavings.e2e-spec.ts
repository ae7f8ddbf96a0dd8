import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { SchemaWalk } from '../journeys/schema-walk.js';
import { type Product, startProduct } from '../support/product.js';
import { ACTS, type ActName, type Chosen } from './interleavings/acts.js';
import {
  BODIES,
  type BodyName,
  type Ground,
  isFeedWhole,
  layGround,
  settle,
  watchMoves,
} from './interleavings/ground.js';
import { emptyModel, look, type Model } from './interleavings/model.js';
import { type Prepared } from './interleavings/prepared.js';
import { messagesAreWhole, sightIsWithinWalls, sightOf, stepIsSound } from './interleavings/proofs.js';

/**
 * Rows 17 to 20 of the fault matrix, for whatever order people act in. `INTERLEAVINGS=200` tries so many runs, drawn anew,
 * `INTERLEAVINGS_SEED=…` (and `INTERLEAVINGS_PATH=…`) plays again what a failure has printed.
 */
const { INTERLEAVINGS: HUNTS, INTERLEAVINGS_SEED: SEED, INTERLEAVINGS_PATH: PATH } = process.env;
const RUNS = HUNTS ?? '4';
const LENGTH = 24;
/** The few are the same each time, but for who is first in a race; whoever hunts draws anew. */
const ORDINARY_SEED = 1796067792282;

jest.setTimeout(60_000 + Number(RUNS) * 60_000);

/** With what an act may be refused because another was a moment earlier. */
const TOO_LATE = [
  'ACTION_UNAVAILABLE',
  'ALREADY_DECIDED',
  'ALREADY_JUDGED',
  'ALREADY_NOMINATED',
  'COUNTS_CHANGED',
  'INVITATION_ENDED',
  'MERGE_STANDS',
  'NOTHING_TO_RELEASE',
  'NOT_JUDGED_SAME',
  'NOT_FOUND',
  'QUOTA_SPENT',
  'VERSION_CONFLICT',
];

let product: Product;
let walk: SchemaWalk;

beforeAll(async () => {
  product = await startProduct({ environment: { CALLER_OBJECTS_PER_SECOND: '999999999' } });
  await watchMoves(product);
  walk = await SchemaWalk.of(product.as('officer'));
});
afterAll(() => product.close());

/** How often what came of which act. */
const tally = new Map<string, number>();

type Sight = Awaited<ReturnType<typeof sightOf>>;

interface Real {
  readonly ground: Ground;
  /** What each body read after the last step. */
  readonly seen: Partial<Record<BodyName, { readonly sight: Sight; readonly isWhole: boolean }>>;
}

/** One act, or two or three by as many callers at once; after it everything is proven. */
class Step implements fc.AsyncCommand<Model, Real> {
  private done: readonly string[] = [];

  constructor(private readonly chosen: readonly Chosen[]) {}

  private prepared(model: Readonly<Model>): Prepared[] {
    return this.chosen.flatMap((one) => ACTS[one.act](model, one) ?? []);
  }

  check = (model: Readonly<Model>): boolean => this.prepared(model).length > 0;

  async run(model: Model, { ground, seen }: Real): Promise<void> {
    const acts = this.prepared(model);
    this.done = acts.map(({ says }) => says);
    const codes = await Promise.all(acts.map((act) => act.run(ground)));
    this.done = acts.map(({ says }, index) => `${says}: ${codes[index]?.join(', ') || 'done'}`);
    for (const [index, { says }] of acts.entries()) {
      const line = `${says.split(' ')[0] ?? ''} ${acts.length > 1 ? 'together' : 'alone'}: ${codes[index]?.join() || 'done'}`;
      tally.set(line, (tally.get(line) ?? 0) + 1);
    }
    const may =
      acts.length === 1
        ? (acts[0]?.mayBeRefused ?? [])
        : [...TOO_LATE, ...acts.flatMap((act) => act.mayBeRefused ?? [])];
    expect(codes.flat().filter((code) => !may.includes(code))).toEqual([]);
    await settle(ground);
    await look(ground, model);
    await stepIsSound(ground, model);
    for (const body of BODIES) {
      const isWhole = await isFeedWhole(ground);
      const now = await sightOf(ground, walk, body);
      await sightIsWithinWalls(ground, model, body, now);
      const before = seen[body];
      // The feed tells later what others hold back: it is compared where both times it had told everything.
      const isFed = isWhole && before?.isWhole === true;
      const compared = (sight?: Sight) => (isFed ? sight?.told : { ...sight?.told, changes: null });
      if (acts.every((act) => act.isSilentTo(body)))
        expect({ body, told: compared(now) }).toEqual({ body, told: compared(before?.sight) });
      seen[body] = { sight: now, isWhole };
    }
  }

  toString = (): string => (this.done.length === 0 ? '-' : `\n  ${this.done.join('\n  & ')}`);
}

/** Often: what leads on. Seldom: what costs a process, or ends things. */
const WEIGHTS: Readonly<Record<ActName, number>> = {
  draft: 2,
  createSubmitted: 7,
  import: 1,
  undoImport: 1,
  submit: 4,
  submitAll: 2,
  withdraw: 3,
  recommend: 1,
  return: 2,
  decide: 9,
  reopen: 2,
  release: 6,
  promote: 6,
  substitute: 4,
  answerInvitation: 3,
  offer: 2,
  answerOffer: 4,
  judge: 2,
  merge: 3,
  undoMerge: 2,
  allot: 2,
  freedPlaces: 1,
};
const act = fc.oneof(
  ...Object.entries(WEIGHTS).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name as ActName) })),
);
const choices = {
  body: fc.constantFrom(...BODIES),
  pick: fc.nat(19),
  count: fc.integer({ min: 1, max: 2 }),
  outcome: fc.constantFrom('APPROVE', 'APPROVE', 'REJECT', 'RESERVE', 'RESERVE'),
  isBeyond: fc.boolean(),
} as const;
const alone = fc.record({ act, ...choices }).map((one) => new Step([one as Chosen]));
/** Callers who mean the same body and mostly the same thing. */
const together = fc
  .tuple(
    fc.record(choices),
    fc.array(fc.record({ act, ...choices, isAlike: fc.boolean() }), { minLength: 2, maxLength: 3 }),
  )
  .map(
    ([shared, acts]) =>
      new Step(
        acts
          .filter(({ act: name }, index) => name !== 'allot' || index === 0)
          .map(
            ({ isAlike, ...one }) =>
              (isAlike ? { ...one, body: shared.body, pick: shared.pick } : one) as Chosen,
          ),
      ),
  );

const steps = fc.array(fc.oneof(alone, together), { minLength: LENGTH, maxLength: LENGTH });

describe('whatever people do, in whatever order and however many at once', () => {
  it('places, messages, states and what bodies can see stay right', async () => {
    const seed = Number(SEED ?? (HUNTS === undefined ? ORDINARY_SEED : Date.now()));
    console.info(`interleavings: seed ${seed}, ${RUNS} runs`);
    await fc.assert(
      fc.asyncProperty(steps, async (commands) => {
        const ground = await layGround(product);
        const seenBy = async (body: BodyName) => ({
          isWhole: await isFeedWhole(ground),
          sight: await sightOf(ground, walk, body),
        });
        const seen = { icc: await seenBy('icc'), chathamHouse: await seenBy('chathamHouse') };
        await fc.asyncModelRun(() => ({ model: emptyModel(), real: { ground, seen } }), commands);
        await messagesAreWhole(ground);
      }),
      {
        seed,
        numRuns: Number(RUNS),
        endOnFailure: process.env.INTERLEAVINGS_SHRINK === undefined,
        ...(PATH === undefined ? {} : { path: PATH }),
      },
    );
    if (process.env.INTERLEAVINGS_TALLY !== undefined) console.table(Object.fromEntries([...tally].sort()));
  });
});
