import { readFileSync } from 'node:fs';
import { CommandError } from '../command-error.js';
import { readConferenceFile } from '../founding/conference-file.js';
import { type ProductLoader } from '../product.js';
import { withRunningDatabase } from './settings-of-commands.js';

export async function createConference(loadProduct: ProductLoader, path: string): Promise<void> {
  const file = readConferenceFile(path, textOf(path));
  const isNew = await withRunningDatabase(async (settings) => {
    const product = await loadProduct();
    await product.migrate(settings);
    return product.createConference(settings, file);
  });
  if (!isNew) throw new CommandError(`There is a conference "${file.slug}" already; nothing was changed.`);
  console.log(
    `Created ${file.name} (${file.slug}). Its administrator, ${file.administrator.email}, hears by mail where to sign in.`,
  );
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
    throw new CommandError(
      code === 'ENOENT'
        ? `There is no file ${path}.`
        : `${path} cannot be read (${code ?? 'unknown reason'}).`,
    );
  }
}
