import { type Buffer } from 'node:buffer';
import { MOST_BYTES } from '../limits.js';
import { fileRefused } from '../refusals.js';
import { type CheckedFile, type FileUse } from './checked-file.js';
import { contentOf } from './content.js';
import { checkPdf } from './pdf.js';
import { redrawHeic, redrawPicture } from './picture.js';

/** Says by its content what a file is, and gives it as it is kept. In the process that may die of it. Refuses FILE_REFUSED. */
export async function checkContent(bytes: Buffer, use: FileUse): Promise<CheckedFile> {
  if (bytes.length === 0) throw fileRefused('EMPTY');
  if (bytes.length > MOST_BYTES) throw fileRefused('TOO_LARGE', { limit: MOST_BYTES / 1024 / 1024 });
  const content = contentOf(bytes);
  switch (content) {
    case 'JPEG':
    case 'PNG':
    case 'WEBP':
      return redrawPicture(bytes, use);
    case 'HEIC':
      return redrawHeic(bytes, use);
    case 'OTHER_PICTURE':
      throw fileRefused('OTHER_PICTURE');
    case 'PDF':
      if (use === 'PHOTOGRAPH') throw fileRefused('NOT_A_PICTURE');
      return checkPdf(bytes);
    case 'OTHER':
      throw fileRefused(use === 'PHOTOGRAPH' ? 'NOT_A_PICTURE' : 'NOT_TAKEN');
  }
}
