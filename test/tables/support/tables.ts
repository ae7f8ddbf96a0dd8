import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { releaseDecisions } from '../../journeys/operations.js';
import { type WalledConferences } from '../../journeys/walled-conferences.js';
import { type Product } from '../../support/product.js';
import { type Trial } from './trial.js';

/**
 * What the tests of the walls know of the tables of a context: `test/tables/CONTEXT.ts`, found by its place. A new table is its lines there.
 */
export interface TablesOfContext {
  /**
   * Who may write what, by the product's use cases. What the worker does by itself (screening, lapsing, settling places,
   * sending) it does as another role of the database, of which this says nothing.
   */
  readonly trials?: readonly Trial[];
  /** Tables of which a coordinator sees rows of their own body. */
  readonly seenByCoordinator?: readonly string[];
  /** Puts rows of both partners into what two conferences at work have not filled. */
  readonly fill?: (product: Product) => Promise<void>;
}

const FOLDER = join(import.meta.dirname, '..');

/** All contexts, in the order of their names. */
export const CONTEXTS: readonly TablesOfContext[] = await Promise.all(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map(async (file) => ((await import(join(FOLDER, file))) as { tables: TablesOfContext }).tables),
);

/** A database in which every table has rows, of both partners where it says whose they are. */
export async function fillEveryTable({ product }: WalledConferences): Promise<void> {
  await releaseDecisions(product.as('approver'), product.world.conferenceId);
  for (const { fill } of CONTEXTS) await fill?.(product);
}
