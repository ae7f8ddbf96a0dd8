import { describe, expect, it } from '@jest/globals';
import { dirname, join } from 'node:path';
import { cyclesIn } from './cycles.js';
import { DOORS } from './doors.js';
import { isTest, resolveRelative, ROOT, type SourceFile, sourceFiles } from './source-tree.js';

const { hashFiles } = (await import(join(ROOT, 'apps/cli/bin/source-hash.mjs'))) as {
  hashFiles: (root: string, part: string) => Readonly<Record<string, string>>;
};
const files = sourceFiles('libs', 'apps');
const paths = new Set(files.map(({ path }) => path));
const product = files.filter((file) => !isTest(file));
const libOf = (path: string): string | undefined => /^libs\/([^/]+)\//.exec(path)?.[1];
const doorsOf = (file: SourceFile): string[] =>
  file.imports.flatMap((name) => /^#libs\/([a-z-]+)$/.exec(name)?.[1] ?? []);

/** Parts inside a lib that the rest of it enters by these files alone, the first of them, and that use nothing of it but the second. */
const INNER_DOORS: Readonly<
  Record<string, { readonly doors: readonly string[]; readonly uses: readonly string[] }>
> = {
  'libs/platform/src/graphql/compiled': {
    doors: ['compiled-query.ts', 'thrown-value.ts'],
    uses: ['libs/platform/src/turns'],
  },
};

describe('imports', () => {
  it('go from lib to lib through doors only, and only along the arrows of the house', () => {
    const wrong = product.flatMap((file) => {
      const lib = libOf(file.path);
      if (lib === undefined) return [];
      const allowed = DOORS[lib] ?? [];
      return doorsOf(file)
        .filter((door) => door !== lib && !allowed.includes(door))
        .map((door) => `${file.path} → ${door}`);
    });
    expect(wrong).toEqual([]);
  });

  it('never reach into another lib by path', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .map((name) => resolveRelative(file.path, name, paths))
        .filter(
          (target) =>
            target !== undefined && libOf(target) !== libOf(file.path) && target.startsWith('libs/'),
        )
        .map((target) => `${file.path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('of the product never name what is for tests', () => {
    const wrong = product.flatMap((file) =>
      file.imports
        .filter((name) => /^#libs\/testing$|^#libs\/.*\/testing$|\/testing\//.test(name))
        .map((name) => `${file.path} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keep the domain free of frameworks, storage and edges', () => {
    const wrong = product
      .filter(
        ({ path }) =>
          /^libs\/[^/]+\/src\/domain\//.test(path) ||
          /^libs\/(kernel|names|opinion-map|forum-map)\//.test(path),
      )
      .flatMap((file) =>
        file.imports
          .filter((name) =>
            /^(@nestjs|typeorm|pg$|bullmq|fastify|#libs\/platform)|\.\.\/(graphql|jobs|listeners|persistence|acts|use-cases|queries)\//.test(
              name,
            ),
          )
          .map((name) => `${file.path} → ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it('of the client are of Node alone, and types of gql.tada: it runs at partners, without the server', () => {
    const ofClient = product.filter(({ path }) => libOf(path) === 'client');
    expect(ofClient.length).toBeGreaterThan(5);
    const others = ofClient.flatMap(({ path, text, imports }) =>
      imports
        .filter((name) => !/^(\.\/[\w./-]+|node:[\w/]+)$/.test(name))
        .map((name) => ({ path, line: text.split('\n').find((line) => line.includes(`'${name}'`)) })),
    );
    expect(others).toEqual([
      {
        path: 'libs/client/src/graphql.ts',
        line: "import { type initGraphQLTada } from 'gql.tada';",
      },
    ]);
  });

  it('let edges use acts, use-cases and queries, never the other way', () => {
    const wrong = product
      .filter(({ path }) => /\/(acts|use-cases|queries|persistence|policies)\//.test(path))
      .flatMap((file) =>
        file.imports
          .filter((name) => /\.\.\/(graphql|jobs|listeners)\//.test(name))
          .map((name) => `${file.path} → ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it('of what is built name only what is built as well', () => {
    const all = sourceFiles('libs', 'apps', 'test');
    const known = new Set(all.map(({ path }) => path));
    const built = hashFiles(ROOT, 'server');
    const wrong = all
      .filter(({ path }) => path in built)
      .flatMap(({ path, imports }) =>
        imports
          .map((name) => resolveRelative(path, name, known))
          .filter((target) => target !== undefined && !(target in built))
          .map((target) => `${path} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  const edges = new Map<string, string[]>(
    product.map((file) => [
      file.path,
      file.imports.flatMap((name) => {
        const door = /^#libs\/([a-z-]+)$/.exec(name)?.[1];
        if (door !== undefined && door !== libOf(file.path)) return [`libs/${door}/src/index.ts`];
        return resolveRelative(file.path, name, paths) ?? [];
      }),
    ]),
  );

  it('form no cycle, neither between files nor between libs', () => {
    expect(cyclesIn(edges)).toEqual([]);
  });

  it('form no cycle between the folders of a lib', () => {
    // A file beside the door is a room of its own: modules and ports stand there.
    const roomOf = (path: string): string => (/^libs\/[^/]+\/src\/[^/]+$/.test(path) ? path : dirname(path));
    const rooms = new Map<string, string[]>();
    for (const [path, targets] of edges) {
      if (!path.startsWith('libs/')) continue;
      const room = roomOf(path);
      const others = targets
        .map(roomOf)
        .filter((other) => other !== room && libOf(`${other}/`) === libOf(path));
      rooms.set(room, [...(rooms.get(room) ?? []), ...others]);
    }
    expect(rooms.size).toBeGreaterThan(100);
    expect(cyclesIn(rooms)).toEqual([]);
  });

  it.each(Object.entries(INNER_DOORS))('enter %s by its own doors alone', (part, { doors, uses }) => {
    const isInside = (path: string): boolean => dirname(path) === part;
    const crossing = [...edges].flatMap(([path, targets]) => targets.map((target) => ({ path, target })));
    const entered = crossing.filter(({ path, target }) => isInside(target) && !isInside(path));
    expect([...new Set(entered.map(({ target }) => target))].sort()).toEqual(
      doors.map((door) => `${part}/${door}`).sort(),
    );
    const left = crossing.filter(
      ({ path, target }) =>
        isInside(path) &&
        !isInside(target) &&
        libOf(target) === libOf(path) &&
        !uses.includes(dirname(target)),
    );
    expect(left).toEqual([]);
  });
});
