import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from '@jest/globals';
import jsqr from 'jsqr';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { DocumentCompiler } from './compile/document-compiler.js';
import { type JsonValue } from './compile/missing-signs.js';
import { qrCode } from './qr-code.js';
import {
  copiedText,
  FIXED,
  letterData,
  pdftotext,
  readPdf,
  type ReadPage,
  SAMPLE_LETTERS,
} from './testing/index.js';

const ADDRESS = 'https://plenary.example/v/LCC-2027-000042-k3vq8zr1wm5t7y2n';
const LANGUAGES = Object.keys(SAMPLE_LETTERS);
const compiler = new DocumentCompiler();

async function letter(language: string, more: { [key: string]: JsonValue } = {}): Promise<Uint8Array> {
  const data = letterData(language, await qrCode(ADDRESS));
  const made = compiler.compile('testing/letter.typ', { ...data, ...more });
  if ('missing' in made) throw new Error(JSON.stringify(made.missing));
  return made.pdf;
}

// Skipped where Debian's poppler-utils are not installed.
const whereInstalled = pdftotext() === undefined ? describe.skip : describe;

whereInstalled('a letter, as somebody copies its text', () => {
  it.each(LANGUAGES)(
    'in %s has number, passport, dates and brackets unbroken (case G24)',
    async (language) => {
      const text = copiedText(await letter(language));
      const { number, passport, dates, address } = FIXED;
      for (const fact of [
        number,
        passport,
        dates,
        address,
        '2027',
        'Open Networks',
        SAMPLE_LETTERS[language]!.name,
      ])
        expect(text.replaceAll(/\s+/g, ' ')).toContain(fact);
      expect(text.match(/LCC-2027-000042/g)).toHaveLength(3);
    },
  );

  it.each(LANGUAGES)('in %s has its points as 1.1 and 1.2, never as 2.1 (case G24)', async (language) => {
    const lines = copiedText(await letter(language)).split('\n');
    const [{ points } = { points: [] }] = SAMPLE_LETTERS[language]!.items;
    for (const [at, point] of points.entries())
      expect(lines.findLast((line) => line.includes(point))).toContain(`1.${at + 1}`);
    expect(lines.join('\n')).not.toContain('2.1');
  });

  it('is what was typed, though it looks like markup or code', async () => {
    const title = '#panic("no") *bold* $x$ = [a] \\n "q" </w:t> @ref //';
    expect(copiedText(await letter('en', { title }))).toContain(
      '#panic("no") *bold* $x$ = [a] \\n "q" </w:t> @ref //',
    );
  });
});

describe('a letter on paper', () => {
  /** How far from the left and from the right edge the ink of the upper part ends, as parts of the width. */
  const marginsOf = ({ grey, width }: ReadPage): { left: number; right: number } => {
    const [from, to] = [200 * width, 320 * width];
    const inked: number[] = [];
    for (let at = from; at < to; at += 1) if ((grey[at] ?? 255) < 128) inked.push(at % width);
    return { left: Math.min(...inked) / width, right: 1 - Math.max(...inked) / width };
  };

  it('runs from the right in Arabic, from the left in others (case G24)', async () => {
    const english = marginsOf((await readPdf(await letter('en')))[0]!);
    const arabic = marginsOf((await readPdf(await letter('ar')))[0]!);
    expect(arabic.right).toBeCloseTo(english.left, 1);
    expect(english.left).toBeLessThan(0.13);
    expect(arabic.right).toBeLessThan(0.13);
  });

  it('is tagged, and says its language and its title', async () => {
    for (const language of LANGUAGES) {
      const text = Buffer.from(await letter(language)).toString('latin1');
      expect(text).toContain('pdfuaid:part');
      expect(text).toContain('/StructTreeRoot');
      expect(text).toContain(`/Lang (${language}`);
    }
  });
});

describe('the code on a letter', () => {
  beforeAll(async () => {
    const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    await prepareZXingModule({
      overrides: { wasmBinary: new Uint8Array(readFileSync(file)).buffer },
      fireImmediately: true,
    });
  });

  /** The picture of a page, and that of its copy: less contrast, soft edges, and dirt. */
  const pictures = ({ grey, width }: ReadPage): readonly Uint8ClampedArray[] => {
    const [paper, copy] = [0, 1].map(() => new Uint8ClampedArray(grey.length * 4).fill(255));
    for (let at = 0; at < grey.length; at += 1) {
      const whole = grey[at] ?? 255;
      const beside = (grey[at - 1] ?? 255) + (grey[at + 1] ?? 255);
      const soft = (2 * whole + beside + (grey[at - width] ?? 255) + (grey[at + width] ?? 255)) / 6;
      paper?.fill(whole, 4 * at, 4 * at + 3);
      copy?.fill(50 + soft * 0.7 + ((at * 7_919) % 17), 4 * at, 4 * at + 3);
    }
    return [paper!, copy!];
  };

  const read = async ({ width, height }: ReadPage, data: Uint8ClampedArray): Promise<unknown[]> => {
    // The code is in the upper half.
    const [half, upper] = [height >> 1, data.subarray(0, 4 * width * (height >> 1))];
    const picture = { data: upper, width, height: half } as never;
    const [found] = await readBarcodes(picture, { formats: ['QRCode'] });
    return [jsqr.default(upper, width, half)?.data, found?.text];
  };

  it.each(['en', 'ar'])(
    'is read by two readers at 150 dpi grey, from paper and from its copy, in %s (case G25)',
    async (language) => {
      const [page] = await readPdf(await letter(language), 150);
      for (const picture of pictures(page!)) expect(await read(page!, picture)).toEqual([ADDRESS, ADDRESS]);
    },
  );

  it('is 25 mm wide and has four modules of white round it, on a dark ground too (case G25)', async () => {
    const dpi = 254;
    const [page] = await readPdf(await letter('en', { ground: true }), dpi);
    const { grey, width } = page!;
    const { modules } = await qrCode(ADDRESS);
    const { x, y, size } = cornerOf(page!, modules);
    // Ten dots to a millimetre.
    expect(size / 10).toBeCloseTo(25, 0);
    const margin = Math.floor((4 * size) / modules) - 2;
    for (let step = 2; step <= margin; step += 1) {
      expect([step, grey[(y + 5) * width + x - step]]).toEqual([step, 255]);
      expect([step, grey[(y - step) * width + x + 5]]).toEqual([step, 255]);
    }
  });

  /** The left upper corner of the code and its width in dots, at ten to a millimetre: where dark is as long and as high as the corner's mark. */
  function cornerOf(
    { grey, width, height }: ReadPage,
    modules: number,
  ): { x: number; y: number; size: number } {
    const isDark = (x: number, y: number): boolean => (grey[y * width + x] ?? 255) < 64;
    for (let y = 1; y < height; y += 1)
      for (let x = 1; x < width; x += 1) {
        if (isDark(x - 1, y)) continue;
        let run = 0;
        while (isDark(x + run, y) && !isDark(x + run, y - 1)) run += 1;
        const corner = (7 * 250) / modules;
        if (Math.abs(run - corner) > 4 || !isDark(x + 2, y + Math.floor(corner) - 4)) continue;
        let right = x;
        for (let at = x; at < x + 265; at += 1) if (isDark(at, y + 2)) right = at;
        return { x, y, size: right - x + 1 };
      }
    throw new Error('There is no code on the page');
  }
});
