import { Buffer } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import { type Refusal } from '#libs/kernel';
import sharp from 'sharp';
import { fileOfCase as file } from '../testing/files.js';
import { checkContent } from './check-content.js';
import { type CheckedFile, type FileUse } from './checked-file.js';

const photograph = (name: string): Promise<CheckedFile> => checkContent(file(name), 'PHOTOGRAPH');

const refusalOf = async (
  name: string,
  use: FileUse,
): Promise<Pick<Refusal, 'code' | 'message' | 'extras'>> => {
  const refused: unknown = await checkContent(file(name), use).catch((error: unknown) => error);
  const { code, message, extras } = refused as Refusal;
  return { code, message, extras };
};
const refused = (fileProblem: string, message: string, figures: object = {}) => ({
  code: 'FILE_REFUSED',
  message: expect.stringContaining(message) as unknown,
  extras: { fileProblem, ...figures },
});

type Colour = readonly [number, number, number];
const PLACES = [
  [30, 30],
  [450, 30],
  [20, 480],
  [460, 480],
  [240, 230],
] as const;
const COLOURS: readonly Colour[] = [
  [220, 30, 30],
  [30, 160, 60],
  [30, 60, 220],
  [240, 209, 30],
  [150, 150, 150],
];

/** The channels at the five places of the table, of the picture that is kept, brought to 480 x 600. */
async function coloursOf({ bytes, contentType }: CheckedFile): Promise<Colour[]> {
  expect(contentType).toBe('image/jpeg');
  const { data, info } = await sharp(bytes)
    .resize(480, 600, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(3);
  return PLACES.map(([x, y]) => {
    const at = (y * 480 + x) * 3;
    return [data[at] ?? -1, data[at + 1] ?? -1, data[at + 2] ?? -1] as const;
  });
}

function expectColours(seen: readonly Colour[], wanted: readonly Colour[], within: number): void {
  const far = Math.max(
    ...seen.flat().map((channel, index) => Math.abs(channel - (wanted.flat()[index] ?? NaN))),
  );
  expect(far).toBeLessThanOrEqual(within);
}

describe('Photographs', () => {
  it('are taken: photo-plain.jpg (case G18)', async () => {
    expectColours(await coloursOf(await photograph('photo-plain.jpg')), COLOURS, 12);
  });

  it('are turned upright once: photo-exif-6.jpg (case G18)', async () => {
    const kept = await photograph('photo-exif-6.jpg');
    expect(await sharp(kept.bytes).metadata()).toMatchObject({ width: 480, height: 600 });
    expect((await sharp(kept.bytes).metadata()).orientation).toBeUndefined();
    expectColours(await coloursOf(kept), COLOURS, 12);
  });

  it('keep nothing that came with them: photo-gps.jpg (case G18)', async () => {
    const kept = await photograph('photo-gps.jpg');
    const text = Buffer.from(kept.bytes).toString('latin1');
    for (const canary of ['Exif', 'CANARY-EXIF-7741-XY', 'Amina Exemplar']) {
      expect(file('photo-gps.jpg').toString('latin1')).toContain(canary);
      expect(text).not.toContain(canary);
    }
    // One picture and no other within: a thumbnail would begin as a JPEG does.
    expect(text.split('\xff\xd8\xff')).toHaveLength(2);
    expectColours(await coloursOf(kept), COLOURS, 12);
  });

  it('have three channels, not inverted and not dark: photo-cmyk.jpg (case G18)', async () => {
    const [red, green, blue, yellow, grey] = await coloursOf(await photograph('photo-cmyk.jpg'));
    const strongest = (colour: Colour | undefined): number => colour?.indexOf(Math.max(...colour)) ?? -1;
    expect([red, green, blue].map(strongest)).toEqual([0, 1, 2]);
    const [yellowRed, yellowGreen, yellowBlue] = yellow ?? [0, 0, 0];
    expect(Math.min(yellowRed, yellowGreen) - yellowBlue).toBeGreaterThanOrEqual(100);
    for (const channel of grey ?? []) expect(Math.abs(channel - 150)).toBeLessThanOrEqual(20);
  });

  it('have three channels where they came with one: photo-grey.jpg (case G18)', async () => {
    const greys = [70, 125, 65, 203, 150].map((grey): Colour => [grey, grey, grey]);
    expectColours(await coloursOf(await photograph('photo-grey.jpg')), greys, 12);
  });

  it('are white where they are clear: photo-alpha.png (case G18)', async () => {
    const white = Array.from({ length: 4 }, (): Colour => [255, 255, 255]);
    expectColours(await coloursOf(await photograph('photo-alpha.png')), [...white, [40, 40, 40]], 12);
  });

  it.each([
    ['photo-huge.png', 20_000],
    ['photo-header-lies.png', 100_000],
  ])('are refused by their size before they are decoded: %s (case G18)', async (name, side) => {
    const words = `${side.toLocaleString('en-GB')} × ${side.toLocaleString('en-GB')} pixels; at most 50 million`;
    const figures = { width: side, height: side, limit: 50 };
    expect(await refusalOf(name, 'PHOTOGRAPH')).toEqual(refused('TOO_MANY_PIXELS', words, figures));
  });

  it('are refused when they are not whole: photo-cut-off.jpg (case G18)', async () => {
    expect(await refusalOf('photo-cut-off.jpg', 'PHOTOGRAPH')).toEqual(
      refused('PICTURE_CUT_OFF', 'This picture is not whole'),
    );
  });

  it('have a least size: photo-small.jpg (case G18)', async () => {
    const figures = { width: 96, height: 120, leastWidth: 240, leastHeight: 300 };
    expect(await refusalOf('photo-small.jpg', 'PHOTOGRAPH')).toEqual(
      refused('TOO_FEW_PIXELS', '96 × 120 pixels; a photograph has at least 240 × 300', figures),
    );
    expect(await checkContent(file('photo-small.jpg'), 'DOCUMENT')).toMatchObject({
      contentType: 'image/jpeg',
    });
  });

  it.each(['photo-animated.gif', 'photo-script.gif', 'photo-script.svg'])(
    'are of no other kind, whatever is claimed: %s (case G18)',
    async (name) => {
      expect(await refusalOf(name, 'PHOTOGRAPH')).toEqual(
        refused('OTHER_PICTURE', 'This kind of picture is not taken'),
      );
    },
  );

  it('keep no page and no archive: photo-polyglot.jpg (case G18)', async () => {
    const kept = await photograph('photo-polyglot.jpg');
    for (const canary of ['POLYGLOT-CANARY-7741', 'POLYGLOT-CANARY-ZIP']) {
      expect(file('photo-polyglot.jpg').includes(canary)).toBe(true);
      expect(Buffer.from(kept.bytes).includes(canary)).toBe(false);
    }
    expectColours(await coloursOf(kept), COLOURS, 12);
  });

  it.each(['photo.heic', 'photo-heic-inside.jpg'])('of HEIC become JPEG: %s (case G18)', async (name) => {
    expectColours(await coloursOf(await photograph(name)), COLOURS, 20);
  });

  it('are known by content, not by name: photo-jpeg-inside.HEIC (case G18)', async () => {
    expectColours(await coloursOf(await photograph('photo-jpeg-inside.HEIC')), COLOURS, 12);
  });

  it.each([
    ['photo-page-inside.jpg', 'NOT_A_PICTURE', 'This is not a picture'],
    ['photo-empty.jpg', 'EMPTY', 'The file is empty'],
  ])('are pictures: %s (case G18)', async (name, problem, words) => {
    expect(await refusalOf(name, 'PHOTOGRAPH')).toEqual(refused(problem, words));
  });
});

describe('Documents', () => {
  it.each(['note-plain.pdf', 'note-no-printing.pdf'])(
    'are taken as they are: %s (case G19)',
    async (name) => {
      const kept = await checkContent(file(name), 'DOCUMENT');
      expect(kept.contentType).toBe('application/pdf');
      expect(Buffer.from(kept.bytes).equals(file(name))).toBe(true);
    },
  );

  it.each([
    ['note-password.pdf', 'NEEDS_PASSWORD', 'needs a password'],
    ['note-script.pdf', 'HOLDS_SCRIPT', 'holds a script'],
    ['note-script-packed.pdf', 'HOLDS_SCRIPT', 'holds a script'],
    ['note-attachment.pdf', 'HOLDS_FILE', 'holds another file'],
    ['note-cut-off.pdf', 'PDF_CUT_OFF', 'not a whole PDF'],
    ['note-page-inside.pdf', 'NOT_TAKEN', 'neither a PDF nor a picture'],
  ])('are refused: %s (case G19)', async (name, problem, words) => {
    expect(await refusalOf(name, 'DOCUMENT')).toEqual(refused(problem, words));
  });

  it('are no photographs', async () => {
    expect(await refusalOf('note-plain.pdf', 'PHOTOGRAPH')).toEqual(
      refused('NOT_A_PICTURE', 'not a picture'),
    );
  });
});
