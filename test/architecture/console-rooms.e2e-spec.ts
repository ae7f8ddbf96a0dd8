import { describe, expect, it } from '@jest/globals';
import { cyclesIn } from './cycles.js';
import { isTest, resolveRelative, sourceFiles } from './source-tree.js';

const SOURCE = 'apps/console/src/';

/** `features/places` of a file of that feature, `ui` of one in that folder. */
const roomOf = (path: string): string =>
  /^(features\/[^/]+|[^/]+)/.exec(path.slice(SOURCE.length))?.[1] ?? path;

const files = sourceFiles(SOURCE).filter((file) => !isTest(file));
const known = new Set(files.map(({ path }) => path));
const rooms = new Map<string, string[]>();
for (const { path, imports } of files) {
  const room = roomOf(path);
  const others = imports.flatMap((name) => resolveRelative(path, name, known) ?? []).map(roomOf);
  rooms.set(room, [...(rooms.get(room) ?? []), ...others.filter((other) => other !== room)]);
}
const uses = (room: string): readonly string[] => [...new Set(rooms.get(room))].sort();

describe('the rooms of the console', () => {
  it('form no circle: neither its folders nor its features', () => {
    expect(rooms.size).toBeGreaterThan(15);
    expect(cyclesIn(rooms)).toEqual([]);
  });

  it('below the features know none of them', () => {
    const below = [...rooms.keys()].filter(
      (room) => !room.startsWith('features/') && !['app', 'frame', 'main.tsx'].includes(room),
    );
    expect(below).toEqual(expect.arrayContaining(['api', 'form', 'i18n', 'layout', 'lists', 'ui']));
    expect(
      below.flatMap((room) =>
        uses(room)
          .filter((other) => other.startsWith('features/'))
          .map((other) => `${room} → ${other}`),
      ),
    ).toEqual([]);
  });
});
