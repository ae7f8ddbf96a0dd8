import { type Command } from 'commander';
import { type ProductLoader } from '../product.js';
import { registerForumMap } from './forum-map.js';

/** Adds `plenary forum`: maps of votes, and conversations into and out of the database. */
export function registerForum(program: Command, loadProduct: ProductLoader): void {
  const forum = program.command('forum').description('public fora and their votes');
  registerForumMap(forum, loadProduct);
  forum
    .command('import-polis')
    .description('load a Polis export as a topic of a conference, which stays closed until it is opened')
    .argument(
      '<dir>',
      'folder with votes.csv and comments.csv; summary.csv and meta-tids.json are read if there',
    )
    .requiredOption('--conference <slug>', 'the conference whose topic it becomes')
    .option(
      '--title <text>',
      'title of the topic (default: what summary.csv says, else the name of the folder)',
    )
    .option('--json', 'print {"topic": ID}')
    .addHelpText(
      'after',
      `
All of it is loaded, or nothing. A damaged export is refused with the file, line and column of what has to be mended. Imported
votes count. Loading the same export again makes a second topic.`,
    )
    .action(async (dir: string, flags: { conference: string; title?: string; json?: boolean }) =>
      (await import('../actions/forum.js')).importPolis(loadProduct, { dir, ...flags }),
    );
  forum
    .command('export')
    .description(
      'write a topic as a Polis export, complete, for whoever keeps the data; it must not be published',
    )
    .argument('<topic>', 'id of the topic')
    .requiredOption('--dir <folder>', 'folder to make')
    .option('--json', 'print what was written as JSON')
    .addHelpText(
      'after',
      `
The folder is there as a whole, or not at all. It holds ids, times and authors: it must not be published, and the audit log says
that it was made. Refused statements keep their row and their votes, without their text. "forum map --dir" of it gives the
topic's map.`,
    )
    .action(async (topic: string, flags: { dir: string; json?: boolean }) =>
      (await import('../actions/forum.js')).exportTopic(loadProduct, { topic, ...flags }),
    );
  forum
    .command('snapshot')
    .description(
      'make the map of a topic as it is now and keep it with all that it is made of, so that it can be made again',
    )
    .argument('<topic>', 'id of the topic')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
A snapshot never changes, whatever is voted afterwards. The log of votes stays, so "forum verify" makes the same map of it at any
time. The hash is of the votes that count and of how the moderators had the statements. Stability tells how well the groups stand when
half of the people are away: 1 where they are the same, 0 where they are no nearer than chance.`,
    )
    .action(async (topic: string, flags: { json?: boolean }) =>
      (await import('../actions/forum.js')).takeMapSnapshot(loadProduct, { topic, ...flags }),
    );
  forum
    .command('verify')
    .description(
      'make the map of a snapshot again from the log of votes, and tell what differs; ends with 1 where anything does',
    )
    .argument('<snapshot>', 'id of the snapshot, as "forum snapshot" printed it')
    .option('--json', 'print what was found as JSON')
    .action(async (snapshot: string, flags: { json?: boolean }) =>
      (await import('../actions/forum.js')).verifyMapSnapshot(loadProduct, { snapshot, ...flags }),
    );
}
