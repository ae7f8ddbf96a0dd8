import { relative } from 'node:path';
import Sequencer from '@jest/test-sequencer';
import { longestFirst, readDurations } from '../run/durations.mjs';

const DefaultSequencer = Sequencer.default ?? Sequencer;

/** Long files first, by the times that the repository keeps: a fresh clone has no others. */
export default class LongestFirst extends DefaultSequencer {
  sort(tests) {
    const byPath = new Map(tests.map((test) => [relative(process.cwd(), test.path), test]));
    return longestFirst([...byPath.keys()], readDurations()).map((path) => byPath.get(path));
  }
}
