import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, type Asked, withoutCost } from '#libs/platform/testing';
import { testDatabase } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import { createNomination } from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';
import { type CommitCutter, commitCutter, type Cut } from './support/commit-cutter.js';
import { type Act, singleActs } from './support/single-acts.js';

const UNKNOWN =
  'We cannot tell whether this was done. Send it again with the same idempotency key: it will not happen twice.';
const BUSY = 'The service is busy or restarting. Try again in a moment.';

/** The two ways through the API: known requests straight from the engine, and what Apollo negotiates. */
const WAYS = ['application/json', 'application/graphql-response+json'];
const CUTS: readonly Cut[] = ['before', 'after'];
const ACTS = [
  'createNomination, submitted at once',
  'withdrawNomination',
  'decideNomination',
  'releaseDecisions',
  'confirmInvitation',
  'signIn',
];
const CASES = ACTS.flatMap((act) => CUTS.flatMap((cut) => WAYS.map((way) => ({ act, cut, way }))));

describe('row 6: the line between API and PostgreSQL is cut while a client waits', () => {
  let cutter: CommitCutter;
  let product: Product;
  let acts: ReturnType<typeof singleActs>;

  beforeAll(async () => {
    const database = await testDatabase();
    cutter = await commitCutter(database.apiUrl);
    // The worker has a line of its own: it goes on, and its commits cannot be mistaken for the API's.
    product = await startProduct({ places: 500, database, environment: { DATABASE_API_URL: cutter.url } });
    acts = singleActs(product);
  });
  afterAll(async () => {
    await product.close();
    await cutter.close();
  });

  const send = ({ by, query, variables }: Act, accept: string): Promise<Asked> =>
    ask(product.url, query, {
      variables,
      headers: { accept },
      ...(by === undefined ? {} : { token: product.tokenOf(by) }),
    });
  const prepare = async (name: string): Promise<Act> => {
    const act = await acts[name]?.();
    if (act === undefined) throw new Error(`There is no act ${name}`);
    return act;
  };
  /** How often each kind of effect is there. */
  const effectsOf = async ({ effects, about }: Act): Promise<unknown[]> => {
    const { rows } = await product.admin.query<Record<string, number>>(effects, [about]);
    return [...new Set(Object.values(rows[0] ?? {}))];
  };
  const heard = ({ status, headers, data, errors }: Asked) => ({
    status,
    retryAfter: headers.get('retry-after'),
    data,
    errors: errors.map(({ message, extensions }) => [message, extensions?.code]),
  });
  const unavailable = (message: string) => ({
    status: 503,
    retryAfter: '2',
    data: null,
    errors: [[message, 'SERVICE_UNAVAILABLE']],
  });
  const isDone = ({ status, errors, text }: Asked): boolean =>
    status === 200 && errors.length === 0 && text.includes('"errors":[]');

  it.each(CASES)(
    '$act, cut $cut the COMMIT, $way: the client hears that nobody can tell; sent again it is done once',
    async ({ act: name, cut, way }) => {
      const act = await prepare(name);
      expect(await effectsOf(act)).toEqual([0]);
      cutter.cutNext(cut, act.variables.input.idempotencyKey);
      expect(heard(await send(act, way))).toEqual(unavailable(UNKNOWN));
      expect(await effectsOf(act)).toEqual([cut === 'before' ? 0 : 1]);

      const answers = [await send(act, way), await send(act, way)];
      expect(answers.map(isDone)).toEqual([true, true]);
      const [first, second] = answers.map(({ text }) => withoutCost(text));
      expect(second).toBe(first);
      expect(await effectsOf(act)).toEqual([1]);
    },
  );

  it.each(ACTS.flatMap((act) => CUTS.map((cut) => ({ act, cut }))))(
    '$act, cut $cut its first look: the client hears that we are busy, nothing was done; sent again it is done once',
    async ({ act: name, cut }) => {
      const act = await prepare(name);
      const { idempotencyKey } = act.variables.input;
      cutter.cutAt(idempotencyKey, cut);
      expect(heard(await send(act, '*/*'))).toEqual(unavailable(BUSY));
      expect(await effectsOf(act)).toEqual([0]);
      expect(isDone(await send(act, '*/*'))).toBe(true);
      expect(await effectsOf(act)).toEqual([1]);
    },
  );

  it.each(ACTS.filter((act) => act !== 'confirmInvitation'))(
    '%s, cut at what is read for the answer behind the COMMIT: the client is not told that nothing was done',
    async (name) => {
      const prepared = await prepare(name);
      // The nomination itself is read along with the COMMIT; its history is not.
      const query = prepared.query.replace(
        'nomination { id',
        'nomination { id history { nodes { summary } }',
      );
      const act = { ...prepared, query };
      // Whoever has just signed in is shown what they see themselves. That they did is told to watchers behind the COMMIT too, by a
      // text that holds their id; a read has it as a value of its own, with its length before it.
      const reader = act.by === undefined ? `\0\0\0$${act.about}` : product.world.people[act.by].userId;
      cutter.cutBehind(act.variables.input.idempotencyKey, reader, 'after');
      const { data, ...told } = heard(await send(act, '*/*'));
      expect({ ...told, data: null }).toEqual(unavailable(UNKNOWN));
      // Whatever of the answer was being read is missing, its history or the decision beside it.
      expect(JSON.stringify(data)).toMatch(/"(nomination|decision)":null|^null$|^undefined$/);
      expect(await effectsOf(act)).toEqual([1]);
      expect(isDone(await send(act, '*/*'))).toBe(true);
      expect(await effectsOf(act)).toEqual([1]);
    },
  );

  it.each(WAYS.flatMap((way) => CUTS.map((cut) => ({ way, cut }))))(
    'a read, cut $cut the server has it, $way: 503 and when to come back, and then the answer',
    async ({ way, cut }) => {
      const icc = product.as('iccCoordinator');
      // Each time somebody else: a body nominates an address once.
      const name = `Legible ${cut === 'before' ? 'Early' : 'Late'} ${way.replaceAll(/[^a-z]/g, ' ')}`;
      const { nomination } = await createNomination(icc, nomineesOf(product).draft(name));
      const id = nomination?.id ?? '';
      const everything = async (): Promise<unknown> =>
        (
          await product.admin.query(
            'SELECT n.*, (SELECT count(*) FROM audit.event e WHERE e.subject_id = n.id) FROM nominations.nomination n WHERE id = $1',
            [id],
          )
        ).rows;
      const before = await everything();
      const read = () =>
        ask(
          product.url,
          'query ($id: ID!) { nomination(id: $id) { id state history { nodes { summary } } } }',
          {
            token: product.tokenOf('iccCoordinator'),
            variables: { id },
            headers: { accept: way },
          },
        );
      // As a value by itself, with its length before it: what watchers are told of the creation has more in it, and may come later.
      cutter.cutAt(`\0\0\0$${id}`, cut);
      const cutOff = heard(await read());
      expect(cutOff).toEqual({ ...unavailable(BUSY), data: { nomination: null } });
      expect((await read()).data).toMatchObject({ nomination: { id, state: 'DRAFT' } });
      expect(await everything()).toEqual(before);
    },
  );
});
