import { mapOpinions, type OpinionMap, type OpinionOptions } from '#libs/opinion-map';
import { readExport, type ExportRead } from './read-export.js';
import { readSummary } from './summary-file.js';

/**
 * Reads the folder of an export and maps what was voted in it, as its summary says where the options do not.
 *
 * @throws MalformedFile for files, OpinionMapRefusal for votes that cannot be mapped
 */
export async function mapExport(
  dir: string,
  options: OpinionOptions = {},
): Promise<{ readonly map: OpinionMap; readonly read: ExportRead }> {
  const said = await readSummary(dir);
  const read = await readExport(dir);
  const map = mapOpinions(read.votes, read.moderation, {
    ...options,
    start: options.start ?? said.start ?? 'rows',
    minimumGroupSize: options.minimumGroupSize ?? said.minimumGroupSize ?? 2,
  });
  return { map, read };
}
