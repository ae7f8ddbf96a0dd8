import { describe, expect, it } from '@jest/globals';
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { Refusal } from '#libs/kernel';
import { readWorkbook } from './read-workbook.js';
import { guessSeparator } from './text/separator.js';
import { rowsOf } from './text/tokens.js';
import { importCase } from './testing/index.js';

/** Read, or refused with a code: nothing else may come of any bytes. */
async function outcome(bytes: Buffer): Promise<string> {
  try {
    const { head, batches } = await readWorkbook(bytes, {});
    const rows = [...batches()].flat();
    if (rows.length !== head.rowCount) return 'lost rows';
    return rows.every(({ row }, i) => i === 0 || row > rows[i - 1]!.row) ? 'read' : 'out of order';
  } catch (error) {
    return error instanceof Refusal ? 'refused' : String(error);
  }
}

describe('any bytes at all', () => {
  it('are read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        expect(['read', 'refused']).toContain(await outcome(Buffer.from(bytes)));
      }),
      { numRuns: 300 },
    );
  });

  it.each(['10', '11', '12', '14', '28', '05', '06'])(
    'of case import-%s with some of them changed are read, or refused as damaged',
    async (number) => {
      const { bytes } = importCase(number);
      const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.nat(255) });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
          const changed = Buffer.from(bytes);
          for (const { at, to } of changes) changed[at] = to;
          const result = await outcome(changed);
          // The process that reads takes what nobody has foreseen as damage; it must be an error that can be caught.
          expect(result).toMatch(/^(read|refused|RangeError|TypeError|Error|ERR_)/);
        }),
        { numRuns: 150 },
      );
    },
  );
});

describe('text parted into cells', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\r'));
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 });

  it.each([',', ';', '\t', '|'])('by %j gives back what was written by the rule', (separator) => {
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), (rows, end) => {
        const text = rows.map((cells) => cells.map(quoted).join(separator)).join(end);
        expect([...rowsOf(text, separator)].map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  it('never loses a letter to quotes that nobody doubled', () => {
    const wild = fc.string({ unit: fc.constantFrom('"', 'a', ' ', ',', '\n'), maxLength: 60 });
    fc.assert(
      fc.property(wild, (text) => {
        const letters = (all: string): number => all.split('a').length;
        const cells = [...rowsOf(text, ',')].flatMap((row) => row.cells).join('');
        expect(letters(cells)).toBe(letters(text));
      }),
    );
  });

  it.each([
    ['a;b,c;d\ne;f,g;h\n', ';'],
    ['a, b; c\td\ne, f; g\th', '\t'],
    ['"a;b",c\n"d;e",f', ','],
    ['a|b|c\nd|e|f', '|'],
    ['1,5;2,5\n3,5;4,5\nx;y', ';'],
    ['Ann Sample\nBob Sample, OBE\nCy Sample', null],
  ])('finds the separator of %j', (text, separator) => {
    expect(guessSeparator(text)).toBe(separator);
  });
});
