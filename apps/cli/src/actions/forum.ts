import { Refusal } from '#libs/kernel';
import { MalformedFile } from '#libs/forum-map';
import { GROUPS_STAND, type OpinionOptions } from '#libs/opinion-map';
import { type Settings } from '#libs/platform';
import { CommandError } from '../command-error.js';
import { type Product, type ProductLoader } from '../product.js';
import { checkDatabases } from '../stack/checks.js';
import { withRunningDatabase } from './settings-of-commands.js';

export async function importPolis(
  loadProduct: ProductLoader,
  {
    json = false,
    ...wish
  }: { readonly dir: string; readonly conference: string; readonly title?: string; readonly json?: boolean },
): Promise<void> {
  const { topic, statements, votes, participants, leftOut } = await inWords(
    inNewestSchema(loadProduct, (product, settings) => product.importConversation(settings, wish)),
  );
  // Whoever reads the id from standard output is told all the same.
  for (const what of leftOut) console.error(`Left out: ${what}.`);
  console.log(
    json
      ? JSON.stringify({ topic })
      : `Loaded as topic ${topic}: ${statements} statements, ${votes} votes, ${participants} people.`,
  );
}

export async function exportTopic(
  loadProduct: ProductLoader,
  { topic, dir, json = false }: { readonly topic: string; readonly dir: string; readonly json?: boolean },
): Promise<void> {
  const exported = await inWords(
    inNewestSchema(loadProduct, (product, settings) => product.exportConversation(settings, topic, dir)),
  );
  console.log(
    json
      ? JSON.stringify(exported)
      : `Wrote ${dir}: ${exported.statements} statements, ${exported.votes} votes of ${exported.voters} people. It must not be published.`,
  );
}

export async function takeMapSnapshot(
  loadProduct: ProductLoader,
  { topic, json = false }: { readonly topic: string; readonly json?: boolean },
): Promise<void> {
  const taken = await inWords(
    inNewestSchema(loadProduct, (product, settings) => product.takeSnapshot(settings, topic)),
  );
  if (json) return console.log(JSON.stringify(taken));
  const { number, snapshot, voters, votes, lastVote, hash, groups, stability } = taken;
  const found =
    stability === null
      ? 'no groups'
      : `groups of ${groups.join(' and ')} people, stability ${stability.toFixed(2)}${stability < GROUPS_STAND ? ' (they still move)' : ''}`;
  console.log(`Snapshot ${number} of the topic: ${snapshot}
Made of ${votes} votes of ${voters} people, up to row ${lastVote} of the log: ${found}.
Hash of what it was made of: ${hash}`);
}

/** Refuses a snapshot that is not what its votes give, so that the command ends with 1. */
export async function verifyMapSnapshot(
  loadProduct: ProductLoader,
  { snapshot, json = false }: { readonly snapshot: string; readonly json?: boolean },
): Promise<void> {
  const verdict = await inWords(
    inNewestSchema(loadProduct, (product, settings) => product.verifySnapshot(settings, snapshot)),
  );
  const { number, title, madeAt, votes, voters, problems } = verdict;
  const what = `Snapshot ${number} of "${title}", made at ${madeAt.toISOString()} of ${votes} votes of ${voters} people`;
  if (json) console.log(JSON.stringify(verdict));
  else for (const problem of problems) console.log(problem);
  if (problems.length > 0) throw new CommandError(`${what}, is NOT what its votes give.`);
  if (!json) console.log(`${what}, is what its votes give.`);
}

/** The map of a topic, made as the topic says where the options do not. */
export const mapStoredTopic = (
  loadProduct: ProductLoader,
  topic: string,
  options: OpinionOptions,
): ReturnType<Product['mapTopic']> =>
  inWords(inNewestSchema(loadProduct, (product, settings) => product.mapTopic(settings, topic, options)));

/** Where the owner's address is known the schema is brought up to date first, as for other commands that write. */
const inNewestSchema = <Result>(
  loadProduct: ProductLoader,
  work: (product: Product, settings: Settings) => Promise<Result>,
): Promise<Result> =>
  withRunningDatabase(['worker'], async (settings) => {
    const product = await loadProduct();
    if (settings.database.ownerUrl === '') await checkDatabases(settings, ['worker'], { isMigrated: true });
    else await product.migrate(settings);
    return work(product, settings);
  });

/** What somebody has to mend is said without a stack. */
const inWords = <Result>(work: Promise<Result>): Promise<Result> =>
  work.catch((error: unknown) => {
    throw error instanceof Refusal || error instanceof MalformedFile
      ? new CommandError(error.message)
      : error;
  });
