import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, 'durations.json');
/** A file that nobody has timed yet begins early: that costs nothing where it is short, and where it is long, nobody waits for it at the end. */
const UNKNOWN_SECONDS = 60;
/** Below this, the order does not matter. */
const SHORTEST_SECONDS = 3;

/** How many seconds each test file of jest took when that was last recorded, by its path. */
export function readDurations() {
  return JSON.parse(readFileSync(FILE, 'utf8'));
}

/** Keeps the times of a whole run (`npm test -- --record`), from jest's reports. */
export function recordDurations(reports, root) {
  const results = reports.flatMap((report) => JSON.parse(readFileSync(report, 'utf8')).testResults);
  const timed = results.map(({ name, startTime, endTime }) => [
    name.replace(`${root}/`, ''),
    Math.round((endTime - startTime) / 1000),
  ]);
  const sorted = timed.toSorted(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
}

/** The order in which no worker is left alone with a long file at the end. */
export function longestFirst(paths, durations) {
  const secondsOf = (path) => {
    const seconds = durations[path] ?? UNKNOWN_SECONDS;
    return seconds < SHORTEST_SECONDS ? 0 : seconds;
  };
  return paths.toSorted((one, other) => secondsOf(other) - secondsOf(one) || (one < other ? -1 : 1));
}
