import pg from 'pg';
import { newId } from '#libs/kernel';
import { personKeys } from '#libs/nominations/testing';
import { type Bench, type BenchResult } from './bench.js';
import { ofBench } from './stage/belongings.js';
import { benchDatabase } from './stage/database.js';
import { inTurns, median } from './stage/statistics.js';

const LOOK_UPS = 150;
const CHUNK = 5_000;
const MOST_MS = 25;
const STANDING = ['SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'RESERVED', 'REJECTED'];

const OURS = 'SELECT id FROM nominations.look_alikes($1, $2, $3, $4, $5, $6, 100) AS found (id)';
/** What PostgreSQL does at least: one index of trigrams, no sounds, no addresses, no states. */
const BARE = `SELECT id FROM nominations.person WHERE name_key % $1 ORDER BY similarity(name_key, $1) DESC LIMIT 100`;
const RENAME = `UPDATE nominations.person p SET name = v.name, name_key = v.name_key, name_codes = string_to_array(v.codes, '|')
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS v (id, name, name_key, codes) WHERE p.id = v.id`;

/** Numbers that look random and are the same in each run (Park and Miller, 1988). */
function numbers(): (below: number) => number {
  let state = 20_261_128;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const SYLLABLES =
  'ba be bi bo da de di do fa fe ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve za shan gren stol trin ander inga orel ulf'.split(
    ' ',
  );

/** As many given and family names as a large country has, some of them far more frequent than others. */
function inventNames(count: number): string[] {
  const next = numbers();
  const word = (syllables: number): string =>
    Array.from({ length: syllables }, () => SYLLABLES[next(SYLLABLES.length)]).join('');
  const given = Array.from({ length: 3_000 }, () => word(2 + next(2)));
  const families = Array.from({ length: 20_000 }, () => word(2 + next(3)));
  const oneOf = (list: readonly string[]): string =>
    list[Math.floor(list.length * (next(1_000_000) / 1_000_000) ** 3)] ?? '';
  return Array.from({ length: count }, () => `${oneOf(given)} ${oneOf(families)}`);
}

/** Each word with one letter replaced, so that nothing is equal. */
const mistyped = (name: string): string => name.replace(/(?<=\b..)./g, 'x');

async function renameEverybody(admin: pg.Client): Promise<string[]> {
  const { rows } = await admin.query<{ id: string }>('SELECT id FROM nominations.person ORDER BY id');
  const names = inventNames(rows.length);
  for (let from = 0; from < rows.length; from += CHUNK) {
    const some = names.slice(from, from + CHUNK);
    const keys = some.map((name) => personKeys({ name }));
    await admin.query(RENAME, [
      rows.slice(from, from + CHUNK).map(({ id }) => id),
      some,
      keys.map(({ nameKey }) => nameKey),
      keys.map(({ nameCodes }) => nameCodes.join('|')),
    ]);
  }
  await admin.query('VACUUM (ANALYZE) nominations.person');
  return names;
}

async function run(): Promise<BenchResult[]> {
  const { superuserUrl, seed } = await benchDatabase();
  const admin = new pg.Client({ connectionString: superuserUrl });
  ofBench.add(() => admin.end());
  await admin.connect();
  const names = await renameEverybody(admin);
  const sought = Array.from({ length: LOOK_UPS }, (_, n) =>
    personKeys({ name: mistyped(names[(n * 7_919) % names.length] ?? '') }),
  );
  await admin.query('SET pg_trgm.similarity_threshold = 0.3');
  const typicalMs = async (
    name: string,
    text: string,
    values: (keys: (typeof sought)[number]) => unknown[],
  ) => {
    const times: number[] = [];
    for (const keys of sought) {
      const started = performance.now();
      await admin.query({ name, text, values: values(keys) });
      times.push(performance.now() - started);
    }
    return median(times);
  };
  const ours = () =>
    typicalMs('ours', OURS, ({ nameKey, nameCodes }) => [
      seed.world.conferenceId,
      newId(),
      STANDING,
      null,
      nameKey,
      nameCodes,
    ]);
  const bare = () => typicalMs('bare', BARE, ({ nameKey }) => [nameKey]);
  await ours();
  await bare();
  const samples = await inTurns({ ours, bare });
  const [value, reference] = [median(samples.ours), median(samples.bare)];
  return [
    {
      name: `look-up of a name among ${names.length.toLocaleString('en-GB')} persons, a typing error in every word`,
      value,
      unit: 'ms',
      against: `trigrams alone: ${reference.toFixed(1)} ms`,
      ratio: value / reference,
      goal: `<= ${MOST_MS} ms`,
      met: value <= MOST_MS,
      samples: samples.ours,
    },
  ];
}

export const benches: Bench[] = [{ name: 'names', run }];
