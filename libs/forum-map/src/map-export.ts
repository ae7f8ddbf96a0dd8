import { mapOpinions, type OpinionMap, type OpinionOptions } from '#libs/opinion-map';
import { readExport, type ExportRead } from './read-export.js';

/**
 * Reads the folder of an export and maps what was voted in it.
 *
 * @throws MalformedFile for files, OpinionMapRefusal for votes that cannot be mapped
 */
export async function mapExport(
  dir: string,
  options: OpinionOptions = {},
): Promise<{ readonly map: OpinionMap; readonly read: ExportRead }> {
  const read = await readExport(dir);
  return { map: mapOpinions(read.votes, read.moderation, options), read };
}
