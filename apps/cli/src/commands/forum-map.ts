import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import {
  type ExportRead,
  MalformedFile,
  mapAsJson,
  mapAsPage,
  mapExport,
  MissingVotes,
  textsOf,
} from '#libs/forum-map';
import { drawMap, drawStatements, type OpinionMap, OpinionMapRefusal } from '#libs/opinion-map';
import { CommandError } from '../command-error.js';
import { type ProductLoader } from '../product.js';

interface ForumMapOptions {
  readonly dir?: string;
  readonly topic?: string;
  readonly json?: boolean;
  readonly statements?: string;
  readonly svg?: string;
  readonly title?: string;
  readonly minimumGroupSize?: number;
  readonly spread?: boolean;
}

/** Adds `plenary forum map`; of a folder it needs no database and no running instance. */
export function registerForumMap(forum: Command, loadProduct: ProductLoader): void {
  forum
    .command('map')
    .description(
      'find groups of like-minded people in the votes of a Polis export, what each stands for, and what all agree on',
    )
    .option(
      '--dir <folder>',
      'folder with votes.csv; comments.csv, summary.csv and meta-tids.json are read if there',
    )
    .option('--topic <id>', 'the topic of the database to map, instead of a folder')
    .option('--json', 'print the whole map as JSON instead of a page of text')
    .option(
      '--statements <file>',
      'also draw, into this file, a line for each statement with a mark for each group (SVG)',
    )
    .option('--svg <file>', 'also draw, into this file, the people as points (SVG)')
    .option(
      '--title <text>',
      'title of page and picture (default: the name of the folder, or the title of the topic)',
    )
    .option(
      '--minimum-group-size <people>',
      'never choose groups with fewer people than this (default: what summary.csv says, else 2)',
      groupSize,
    )
    .option(
      '--spread',
      "start from spread-out points instead of the first ones: not even people's ids matter then",
    )
    .action((options: ForumMapOptions) => runForumMap(loadProduct, options));
}

function groupSize(text: string): number {
  const size = Number(text);
  if (Number.isInteger(size) && size >= 2) return size;
  throw new InvalidArgumentError('It must be a whole number of at least 2.');
}

/** Prints the map; a file that cannot be read is one clear message on standard error and exit code 1. */
async function runForumMap(loadProduct: ProductLoader, options: ForumMapOptions): Promise<void> {
  try {
    const { map, read, name } = await mapOf(loadProduct, options);
    const title = options.title ?? name;
    process.stdout.write(
      options.json ? `${JSON.stringify(mapAsJson(map, read, name))}\n` : mapAsPage(map, read, title),
    );
    if (options.statements !== undefined)
      await writePicture(options.statements, drawStatements(map, { title, textOf: textsOf(map, read) }));
    if (options.svg !== undefined) await writePicture(options.svg, drawMap(map, { title }));
  } catch (error) {
    if (!isExpected(error)) throw error;
    const mended = error instanceof MissingVotes ? '; --dir must name the folder of a Polis export' : '';
    process.stderr.write(`${error.message}${mended}\n`);
    process.exitCode = 1;
  }
}

async function mapOf(
  loadProduct: ProductLoader,
  { dir, topic, minimumGroupSize, spread }: ForumMapOptions,
): Promise<{ readonly map: OpinionMap; readonly read: ExportRead; readonly name: string }> {
  if ((dir === undefined) === (topic === undefined))
    throw new CommandError('Say what to map: a folder with --dir, or a topic with --topic.');
  const options = { minimumGroupSize, start: spread ? ('spread' as const) : undefined };
  if (dir !== undefined) return { ...(await mapExport(dir, options)), name: basename(resolve(dir)) };
  const { mapStoredTopic } = await import('../actions/forum.js');
  const { title, ...mapped } = await mapStoredTopic(loadProduct, topic ?? '', options);
  return { ...mapped, name: title };
}

/** The page has been printed by now: a picture that cannot be written takes nothing else with it. */
async function writePicture(file: string, svg: string): Promise<void> {
  const folder = dirname(resolve(file));
  if (!existsSync(folder))
    throw new MalformedFile(
      `${file} was not written: there is no folder ${folder}; make it, or name another`,
    );
  await writeFile(file, svg);
}

function isExpected(error: unknown): error is Error {
  if (error instanceof MalformedFile || error instanceof OpinionMapRefusal) return true;
  return error instanceof Error && 'syscall' in error;
}
