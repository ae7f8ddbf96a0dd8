import { describe, expect, it } from '@jest/globals';
import { checkFile } from './check-file.js';
import { MOST_BYTES } from './limits.js';
import { fileOfCase } from './testing/files.js';

const refusalOf = (bytes: Uint8Array, milliseconds?: number): Promise<unknown> =>
  checkFile(bytes, 'DOCUMENT', { ...(milliseconds !== undefined && { milliseconds }) }).catch(
    (error: unknown) => error,
  );

describe('A file is looked at in a process of its own', () => {
  it('which gives it back as it is kept', async () => {
    const { contentType, bytes } = await checkFile(fileOfCase('photo-exif-6.jpg'), 'PHOTOGRAPH');
    expect(contentType).toBe('image/jpeg');
    expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  });

  it('which says why it is refused, with the figures', async () => {
    expect(await refusalOf(fileOfCase('photo-huge.png'))).toMatchObject({
      code: 'FILE_REFUSED',
      path: ['file'],
      extras: { fileProblem: 'TOO_MANY_PIXELS', width: 20_000, height: 20_000, limit: 50 },
    });
  });

  it('which is given up when it takes too long, and refuses the file', async () => {
    expect(await refusalOf(fileOfCase('note-plain.pdf'), 1)).toMatchObject({
      code: 'FILE_REFUSED',
      extras: { fileProblem: 'TOO_MUCH_WORK' },
    });
  });

  it('but for what is empty or too large, which no process has to look at', async () => {
    expect(await refusalOf(new Uint8Array())).toMatchObject({ extras: { fileProblem: 'EMPTY' } });
    expect(await refusalOf(new Uint8Array(MOST_BYTES + 1))).toMatchObject({
      extras: { fileProblem: 'TOO_LARGE', limit: 10 },
    });
  });
});
