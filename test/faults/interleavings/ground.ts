import { drain, type GraphqlClient, graphqlClient } from '#libs/testing';
import { buildWorld, type World } from '#libs/nominations/testing';
import { issueToken } from '../../support/issue-token.js';
import { type Person, type Product } from '../../support/product.js';
import { HELD_BACK } from '../../support/reads/feed-settled.js';

export const BODIES = ['icc', 'chathamHouse'] as const;
export type BodyName = (typeof BODIES)[number];
export const COORDINATOR = { icc: 'iccCoordinator', chathamHouse: 'chCoordinator' } as const;
export const otherThan = (body: BodyName): BodyName => (body === 'icc' ? 'chathamHouse' : 'icc');
/** Places of each body at the beginning: few, so that they run out. */
export const PLACES = 3;

/** A conference of its own for one run, in a product that lives through all of them. */
export interface Ground {
  readonly product: Product;
  readonly world: World;
  readonly slug: string;
  as(person: Person): GraphqlClient;
  tokenOf(person: Person): string;
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

let laid = 0;
const inLetters = (count: number): string =>
  [...String(count)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('');

export async function layGround(product: Product): Promise<Ground> {
  laid += 1;
  // Addresses of people are made of the letters of the slug.
  const slug = `run-${inLetters(laid)}`;
  const world = await buildWorld(product.database.superuserUrl, { places: PLACES, slug });
  const tokens = new Map<string, string>();
  for (const [name, actor] of Object.entries(world.people))
    tokens.set(name, await issueToken(product.admin, actor));
  const tokenOf = (person: Person): string => tokens.get(person) ?? '';
  product.sink.clear();
  const ground: Ground = {
    product,
    world,
    slug,
    tokenOf,
    as: (person) => graphqlClient(`${product.url}/graphql`, { token: tokenOf(person) }),
    rows: async <Row extends object>(sql: string, values: readonly unknown[] = [world.conferenceId]) =>
      (await product.admin.query<Row>(sql, [...values])).rows,
  };
  // What the product remembers of conferences is a second old at most; this one was made behind its back.
  const known = 'query ($c: ID!) { bodies(conferenceId: $c) { id } }';
  await drain(
    async () => {
      const { data } = await ground
        .as('officer')
        .query<{ bodies: object[] }>(known, { c: world.conferenceId });
      return (data?.bodies ?? []).length > 0;
    },
    { what: 'the conference to be known' },
  );
  return ground;
}

/** Writes down behind the product's back from where to where each nomination has moved. */
export async function watchMoves(product: Product): Promise<void> {
  await product.admin.query(`
    CREATE SCHEMA watch;
    CREATE TABLE watch.move (at bigserial PRIMARY KEY, conference_id uuid, nomination_id uuid, was text, became text);
    CREATE FUNCTION watch.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF TG_OP = 'INSERT' OR OLD.state IS DISTINCT FROM NEW.state THEN
        INSERT INTO watch.move (conference_id, nomination_id, was, became)
        VALUES (NEW.conference_id, NEW.id, CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END, NEW.state);
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER watch_moves AFTER INSERT OR UPDATE ON nominations.nomination FOR EACH ROW EXECUTE FUNCTION watch.note()`);
}

const OPEN_WORK = `SELECT (SELECT count(*) FROM platform.outbox WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= clock_timestamp())::int
  + (SELECT count(*) FROM notifications.message WHERE state IN ('QUEUED', 'SENDING'))::int
  + (SELECT count(*) FROM import.list WHERE state IN ('APPLYING', 'UNDOING'))::int AS open`;

/** Waits until nothing follows any more from what was done. */
export const settle = async (ground: Ground): Promise<void> => {
  await drain(async () => (await ground.rows<{ open: number }>(OPEN_WORK, []))[0]?.open === 0, {
    what: 'everything that follows to be done',
    timeoutMs: 60_000,
    everyMs: 10,
    progress: () =>
      ground.rows(
        'SELECT job, attempts FROM platform.outbox WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= clock_timestamp()',
        [],
      ),
  });
};

/** Whether the feed tells all that was done: transactions of other tests' databases on the same server hold it back. */
export const isFeedWhole = async ({ product }: Ground): Promise<boolean> =>
  (await product.admin.query(HELD_BACK)).rowCount === 0;
