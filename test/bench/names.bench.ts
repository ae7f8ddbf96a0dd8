import pg from 'pg';
import { newId } from '#libs/kernel';
import { typist } from '#libs/names/testing';
import { personKeys } from '#libs/nominations/testing';
import { type Bench, type BenchResult } from './bench.js';
import { ofBench } from './stage/resources.js';
import { benchDatabaseWithNames } from './stage/database.js';
import { inTurns, median, percentile } from './stage/statistics.js';

const LOOK_UPS = 200;
const MOST_MS = 25;
const LEAST_FOUND = 0.955;
const STANDING = ['SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'RESERVED', 'REJECTED'];

const OURS = 'SELECT id FROM nominations.look_alikes($1, $2, $3, $4, $5, $6, 100) AS found (id)';
const PERSON_OF = `SELECT n.person_id AS id FROM nominations.look_alikes($1, $2, $3, $4, $5, $6, 100) AS found (id)
  JOIN nominations.nomination n ON n.id = found.id`;
/** What PostgreSQL does at least: one index of trigrams, no sounds, no addresses, no states. */
const BARE = `SELECT id FROM nominations.person WHERE name_key % $1 ORDER BY similarity(name_key, $1) DESC LIMIT 100`;
const PEOPLE = 'SELECT id, name FROM nominations.person ORDER BY id';
const STANDS = `SELECT p.id FROM nominations.person p JOIN nominations.nomination n ON n.person_id = p.id WHERE n.state = ANY ($1)`;

interface Sought {
  readonly id: string;
  readonly keys: ReturnType<typeof personKeys>;
}

async function peopleToSeek(admin: pg.Client): Promise<{ readonly sought: Sought[]; readonly all: number }> {
  const { rows: people } = await admin.query<{ id: string; name: string }>(PEOPLE);
  const { rows } = await admin.query<{ id: string }>(STANDS, [STANDING]);
  const standing = new Set(rows.map(({ id }) => id));
  const mistype = typist();
  const sought = people
    .filter(({ id }) => standing.has(id))
    .filter((_person, index) => index % 307 === 0)
    .slice(0, LOOK_UPS)
    .map(({ id, name }) => ({
      id,
      keys: personKeys({ name: mistype(name) }),
    }));
  return { sought, all: people.length };
}

async function run(): Promise<BenchResult[]> {
  const { superuserUrl, seed } = await benchDatabaseWithNames();
  const admin = new pg.Client({ connectionString: superuserUrl });
  ofBench.add(() => admin.end());
  await admin.connect();
  const { sought, all } = await peopleToSeek(admin);
  await admin.query('SET pg_trgm.similarity_threshold = 0.3');
  const valuesOf = ({ keys }: Sought): unknown[] => [
    seed.world.conferenceId,
    newId(),
    STANDING,
    null,
    keys.nameKey,
    keys.nameCodes,
  ];
  const slow: number[] = [];
  const timesOf = async (
    name: string,
    text: string,
    values: (one: Sought) => unknown[],
  ): Promise<number[]> => {
    const times: number[] = [];
    for (const one of sought) {
      const started = performance.now();
      await admin.query({ name, text, values: values(one) });
      times.push(performance.now() - started);
    }
    return times;
  };
  const ours = async (): Promise<number> => {
    const times = await timesOf('ours', OURS, valuesOf);
    slow.push(percentile(times, 0.95));
    return median(times);
  };
  const bare = async (): Promise<number> => median(await timesOf('bare', BARE, ({ keys }) => [keys.nameKey]));
  await ours();
  await bare();
  const samples = await inTurns({ ours, bare });
  const [value, reference] = [median(samples.ours), median(samples.bare)];
  let found = 0;
  for (const one of sought) {
    const { rows } = await admin.query<{ id: string }>(PERSON_OF, valuesOf(one));
    if (rows.some(({ id }) => id === one.id)) found += 1;
  }
  const share = found / sought.length;
  const among = `among ${all.toLocaleString('en-GB')} persons, a typing error in every word`;
  return [
    {
      name: `look-up of a name ${among} (95th: ${median(slow).toFixed(0)} ms)`,
      value,
      unit: 'ms',
      against: `trigrams alone: ${reference.toFixed(1)} ms`,
      ratio: value / reference,
      goal: `<= ${MOST_MS} ms`,
      met: value <= MOST_MS,
      samples: samples.ours,
    },
    {
      name: `share found ${among}`,
      value: share,
      unit: 'of 1',
      against: `${found} of ${sought.length}`,
      ratio: share,
      goal: `>= ${LEAST_FOUND}`,
      met: share >= LEAST_FOUND,
      samples: [share],
    },
  ];
}

export const benches: Bench[] = [{ name: 'names', run }];
