import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** What is built: for each part the files it is built from, and the file that says from which ones it was. */
export const PARTS = {
  server: {
    sources: [
      'apps/api/src',
      'apps/worker/src',
      'apps/cli/src',
      'libs',
      'docs/api',
      'test/bench',
      'test/support/issue-token.ts',
      'test/support/reads',
      '.swcrc',
      'package.json',
    ],
    stamp: 'dist/.server.json',
  },
  console: {
    sources: [
      'apps/console/index.html',
      'apps/console/public',
      'apps/console/src',
      'apps/console/tools',
      'apps/console/vite.config.ts',
      'package-lock.json',
    ],
    stamp: 'dist/.console.json',
  },
  graphiql: {
    sources: ['apps/graphiql', 'apps/console/tools', 'package-lock.json'],
    stamp: 'dist/.graphiql.json',
  },
};

const IS_TEST = /\.(spec|int-spec|e2e-spec|test)\.(ts|tsx)$/;

/** Paths of a part's files relative to the root, with the hash of each one's content. */
export function hashFiles(root, part) {
  const files = PARTS[part].sources.flatMap((path) => list(join(root, path)));
  return Object.fromEntries(
    files
      .filter((file) => !IS_TEST.test(file))
      .map((file) => [relative(root, file).split(sep).join('/'), hash(readFileSync(file))])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Whether both parts were built from exactly the sources that are there now. */
export function isBuilt(root) {
  return Object.keys(PARTS).every((part) => isPartBuilt(root, part, hashFiles(root, part)));
}

export function isPartBuilt(root, part, files) {
  return JSON.stringify(readStamp(root, part)) === JSON.stringify(files);
}

/** The hashes that a part was last built from; empty if it never was. */
export function readStamp(root, part) {
  try {
    return JSON.parse(readFileSync(join(root, PARTS[part].stamp), 'utf8'));
  } catch {
    return {};
  }
}

function list(path) {
  if (!existsSync(path)) return [];
  const entries = tryList(path);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.name !== 'node_modules')
    .flatMap((entry) => (entry.isDirectory() ? list(join(path, entry.name)) : [join(path, entry.name)]));
}

function tryList(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

function hash(content) {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}
