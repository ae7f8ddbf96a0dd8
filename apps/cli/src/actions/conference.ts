import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { CommandError } from '../command-error.js';
import { readConferenceFile } from '../founding/conference-file.js';
import { type ProductLoader } from '../product.js';
import { checkDatabases } from '../stack/checks.js';
import { withRunningDatabase } from './settings-of-commands.js';

/** A program in a container has no files of its host's, but its standard input: that is what `-` names, as for other tools. */
export async function createConference(loadProduct: ProductLoader, path: string): Promise<void> {
  const file =
    path === '-'
      ? readConferenceFile('standard input', await text(process.stdin))
      : readConferenceFile(path, await textOf(path));
  const isNew = await withRunningDatabase(['worker'], async (settings) => {
    const product = await loadProduct();
    if (settings.database.ownerUrl === '') await checkDatabases(settings, ['worker'], { isMigrated: true });
    else await product.migrate(settings);
    return product.createConference(settings, file);
  });
  if (!isNew) throw new CommandError(`There is a conference "${file.slug}" already; nothing was changed.`);
  console.log(
    `Created ${file.name} (${file.slug}). Its administrator, ${file.administrator.email}, hears by mail where to sign in.`,
  );
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(
      code === 'ENOENT'
        ? `There is no file ${path}.`
        : `${path} cannot be read (${code ?? 'unknown reason'}).`,
    );
  }
}
