import { type Archive } from '../archive/archive.js';
import { readXml } from '../archive/xml.js';
import { MOST_TOLD } from '../limits.js';
import { type SheetFacts } from '../sheet/sheet-source.js';

/** Where comments stand; what they say is no part of a list. */
export async function readComments(archive: Archive, part: string, { comments }: SheetFacts): Promise<void> {
  if (!archive.has(part)) return;
  await readXml(archive.chunks(part), {
    open: (name, { ref }) => {
      if (name === 'comment' && ref !== undefined && comments.length < MOST_TOLD) comments.push(ref);
    },
  });
}
