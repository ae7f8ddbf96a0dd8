import { describe, expect, it } from '@jest/globals';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { column, readBack, texts, written } from '../testing/index.js';
import { LONGEST_CELL } from './cell-text.js';
import { MOST_SHEET_ROWS, writeXlsx } from './xlsx.js';

/** The parts of an archive, by their paths. */
async function partsOf(bytes: Buffer): Promise<Readonly<Record<string, string>>> {
  const zip = await new Promise<ZipFile>((done, failed) =>
    fromBuffer(bytes, { lazyEntries: false }, (error, opened) =>
      error === null ? done(opened) : failed(error),
    ),
  );
  const reading: Promise<[string, string]>[] = [];
  zip.on('entry', (entry: Entry) =>
    reading.push(
      new Promise((done, failed) =>
        zip.openReadStream(entry, (error, stream) => {
          if (error !== null) return failed(error);
          const pieces: Buffer[] = [];
          stream.on('data', (piece: Buffer) => pieces.push(piece));
          stream.on('end', () => done([entry.fileName, Buffer.concat(pieces).toString()]));
        }),
      ),
    ),
  );
  await new Promise((done) => zip.on('end', done));
  return Object.fromEntries(await Promise.all(reading));
}

const SHEET = 'xl/worksheets/sheet1.xml';

describe('a list as XLSX', () => {
  it('has formulas as the texts that they are (case export-01)', async () => {
    const typed = [
      '=1+1',
      '+Plus Sample Ltd',
      '-Minus Sample',
      '@Sample',
      "'t Hof van Voorbeeld",
      '=HYPERLINK("http://example.com/","Director")',
    ];
    const { bytes, summary } = await written((sheet) => writeXlsx(sheet), {
      columns: texts('Organisation'),
      rows: typed.map((text) => [text]),
    });
    expect(column(await readBack(bytes), 'A')).toEqual(typed);
    expect((await partsOf(bytes))[SHEET]).not.toContain('<f');
    expect(summary).toEqual({ rows: 6, guarded: 0, cut: 0, sheets: 1 });
  });

  it('has digits as text and ranks as whole numbers (case export-02)', async () => {
    const typed = ['0012', '12345678901234567890', '1E5', '3-4', '1/2', 'TRUE', '00123'];
    const { bytes } = await written((sheet) => writeXlsx(sheet), {
      columns: [...texts('Organisation'), { heading: 'Rank', type: 'number' }],
      rows: typed.map((text) => [text, 1]),
    });
    const back = await readBack(bytes);
    expect(column(back, 'A')).toEqual(typed);
    expect(column(back, 'B')).toEqual(typed.map(() => '1'));
    const xml = (await partsOf(bytes))[SHEET] ?? '';
    expect(xml.match(/t="inlineStr"/g)).toHaveLength(typed.length + 2);
    expect(xml).toContain('<c r="B2"><v>1</v></c>');
  });

  it('has moments as date cells in the zone of the venue, which the heading names (case export-03)', async () => {
    const { bytes } = await written((sheet) => writeXlsx(sheet), {
      columns: [
        { heading: 'Submitted', type: 'instant' },
        { heading: 'From', type: 'day' },
      ],
      rows: [
        [new Date('2011-09-30T23:30:00Z'), '2011-11-01'],
        [new Date('2011-12-31T23:30:00Z'), '2011-11-02'],
      ],
    });
    const back = await readBack(bytes);
    expect(back.rows[0]?.A?.text).toBe('Submitted (Europe/London)');
    expect(back.rows.slice(1).map(({ A }) => A?.date)).toEqual(['2011-10-01T00:30', '2011-12-31T23:30']);
    expect(back.rows.slice(1).map(({ B }) => B?.date)).toEqual(['2011-11-01', '2011-11-02']);
    expect((await partsOf(bytes))['xl/styles.xml']).toContain('formatCode="dd/mm/yyyy\\ hh:mm"');
  });

  it('cuts what is too long before a whole symbol, with a mark that says so (case export-04)', async () => {
    const long = `${'a'.repeat(32_766)}\u{1F469}\u200D\u2695\uFE0F${'b'.repeat(7_229)}`;
    const symbols = '\u{1F469}\u200D\u2695\uFE0F'.repeat(8_000);
    const { bytes, summary } = await written((sheet) => writeXlsx(sheet), {
      columns: texts('Why'),
      rows: [[long], [symbols], ['a'.repeat(LONGEST_CELL)]],
    });
    const xml = (await partsOf(bytes))[SHEET] ?? '';
    const [, first = '', second = '', third = ''] = [
      ...xml.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g),
    ].map(([, text]) => text ?? '');
    expect(first).toMatch(/^a+ \[…cut here: the whole text has 40000 characters\]$/);
    expect(first).toHaveLength(LONGEST_CELL);
    expect(second).toMatch(/^(?:\u{1F469}\u200D\u2695\uFE0F)+ \[…cut here/u);
    expect(second.length).toBeLessThanOrEqual(LONGEST_CELL);
    expect(third).toBe('a'.repeat(LONGEST_CELL));
    expect(summary.cut).toBe(2);
  });

  it('goes on in another sheet under the same headings where the rows do not fit into one (case export-06)', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `Ann ${index}`);
    const sheet = { columns: texts('Name'), rows: names.map((name) => [name]) };
    const full = await written((one) => writeXlsx(one, 8), sheet);
    expect(full.summary.sheets).toBe(1);
    const { bytes, summary } = await written((one) => writeXlsx(one, 5), sheet);
    expect(summary).toEqual({ rows: 7, guarded: 0, cut: 0, sheets: 2 });
    const [first, second] = [await readBack(bytes, 'Sample'), await readBack(bytes, 'Sample 2')];
    expect(column(first, 'A')).toEqual(names.slice(0, 4));
    expect([second.rows[0]?.A?.text, ...column(second, 'A')]).toEqual(['Name', ...names.slice(4)]);
    expect(MOST_SHEET_ROWS).toBe(1_048_576);
  });

  it('keeps its heading in sight and offers to filter', async () => {
    const { bytes } = await written((sheet) => writeXlsx(sheet), {
      columns: texts('A', 'B'),
      rows: [['1', '2']],
    });
    const xml = (await partsOf(bytes))[SHEET] ?? '';
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<autoFilter ref="A1:B2"/>');
  });

  it('gives back what XML cannot say, and what looks as if it could not', async () => {
    const typed = [
      'a\u0001b',
      '_x000D_',
      'a & b < c > "d"',
      ' led and trailed ',
      'two\nlines',
      'half \ud83d',
    ];
    const { bytes } = await written((sheet) => writeXlsx(sheet), {
      columns: texts('Text', 'Beside'),
      rows: typed.map((text) => [text, 'x']),
    });
    expect(column(await readBack(bytes), 'A')).toEqual([...typed.slice(0, -1), 'half \ufffd']);
  });

  it('ends the reading of its rows when nobody takes more of it', async () => {
    let isEnded = false;
    const endless = (async function* () {
      try {
        for (;;) yield [['Ann']];
      } finally {
        isEnded = true;
      }
    })();
    const making = writeXlsx({
      name: 'A',
      columns: texts('Name'),
      pages: endless,
      timeZone: 'UTC',
      language: 'en',
    });
    await making.next();
    await making.next();
    await making.return({ rows: 0, guarded: 0, cut: 0, sheets: 0 });
    expect(isEnded).toBe(true);
  });
});
