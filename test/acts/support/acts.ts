import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type IdCase } from './ids.js';
import { type Acting } from './scene.js';

/** What the tests of the API know of a mutation: what clients may say, the ids among it, and the entries that it leaves in the trail. */
export interface ActCase {
  /** The fields of its input; an act on a nomination declares them itself. */
  readonly input?: readonly string[];
  /** A request that is sound but for the id, for each place where clients write one; acts on a nomination have theirs from their declaration. */
  readonly ids?: Readonly<Record<string, IdCase>>;
  /** An act of a person with a browser, which refuses a token whatever the id. */
  readonly isRefusedToTokens?: true;
  readonly act: Acting;
  /**
   * The entries that it must leave, each as `who action subject for-whom {details}`: `user`, `invitee`, `sign-in` …; the entry's type of
   * subject; `body` where the body reads it too; and the details with the types of their values. A `remarkHash` stands for words that
   * are kept beside the entry.
   */
  readonly leaves: readonly string[];
}

/** The mutations of a context: `test/acts/CONTEXT.ts`, found by its place. A new mutation is its lines there. */
export type ActsOfContext = Readonly<Record<string, ActCase>>;

const FOLDER = join(import.meta.dirname, '..');

/** All mutations, by name. */
export const ACTS: ActsOfContext = Object.assign(
  {},
  ...(await Promise.all(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.ts'))
      .sort()
      .map(async (file) => ((await import(join(FOLDER, file))) as { acts: ActsOfContext }).acts),
  )),
) as ActsOfContext;

/** Each place of a mutation where clients write an id, as `Mutation.name(place)`. */
export const IDS_OF_ACTS: Readonly<Record<string, IdCase>> = Object.fromEntries(
  Object.entries(ACTS).flatMap(([name, { ids = {} }]) =>
    Object.entries(ids).map(([place, of]) => [`Mutation.${name}(${place})`, of]),
  ),
);
