import { afterAll, describe, expect, it } from '@jest/globals';
import { copiedText, pdftotext, readPdf } from '#libs/documents/testing';
import { Refusal } from '#libs/kernel';
import { texts, written } from '../testing/index.js';
import { type CellValue } from '../writers/sheet.js';
import { isArchive, MOST_PDF_ROWS, PdfLists } from './pdf-lists.js';

const pdfs = new PdfLists();
const ABOUT = {
  conference: 'Test Conference',
  body: 'International Chamber of Commerce',
  madeBy: 'Olive Specimen',
  madeAt: new Date('2011-09-30T23:30:00Z'),
};
const write = pdfs.writer(ABOUT);
const named = (count: number): CellValue[][] =>
  Array.from({ length: count }, (_, at) => [at + 1, `Sample ${at + 1}`]);
const COLUMNS = [{ heading: 'Rank', type: 'number' as const }, ...texts('Name')];

const refusalOf = async (rows: CellValue[][]): Promise<Refusal> => {
  try {
    await written(write, { columns: COLUMNS, rows });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was written');
};

// Skipped where Debian's poppler-utils are not installed.
const whereInstalled = pdftotext() === undefined ? describe.skip : describe;

describe('a list for a board', () => {
  afterAll(() => pdfs.onApplicationShutdown());

  it('has 25 people a page, its headings, conference, body, date and maker on each, and the page of all', async () => {
    const { bytes, summary } = await written(write, {
      name: 'Nominations',
      columns: COLUMNS,
      rows: named(60),
    });
    expect(summary).toEqual({ rows: 60, guarded: 0, cut: 0, sheets: 1 });
    const pages = await readPdf(bytes, 20);
    expect(pages.map(({ text }) => [...text.matchAll(/Sample \d+/g)].length)).toEqual([25, 25, 10]);
    for (const [at, { text, width, height }] of pages.entries()) {
      for (const fact of [
        'Test Conference',
        'International Chamber of Commerce',
        'Olive Specimen',
        '1 October 2011 at 00:30',
        'Nominations',
        'Rank',
        '60 rows in all',
        `Page ${at + 1} of 3`,
      ])
        expect(text).toContain(fact);
      expect(width).toBeLessThan(height);
    }
  });

  it('says in French what it says in English, and how many rows there are none of', async () => {
    const { bytes } = await written(write, { name: 'Candidatures', columns: COLUMNS, language: 'fr' });
    const [page] = await readPdf(bytes, 20);
    expect(page?.text).toContain('Page 1 sur 1');
    expect(page?.text).toContain('0 ligne en tout');
    expect(page?.text).toMatch(/1er octobre 2011.{1,4}00:30/);
  });

  it('lies across where its columns are many, and splits no row over two pages', async () => {
    const columns = texts(...Array.from({ length: 14 }, (_, at) => `Heading ${at}`));
    const rows = Array.from({ length: 30 }, (_, row) =>
      columns.map((_, at) =>
        at === 0 ? `First${row}` : at === 13 ? `${'word '.repeat(57)}Last${row}` : 'Some text here',
      ),
    );
    const { bytes, summary } = await written(write, { columns, rows });
    const pages = await readPdf(bytes, 20);
    expect(summary.cut).toBe(0);
    expect(pages.length).toBeGreaterThan(2);
    for (const { text, width, height } of pages) {
      expect(width).toBeGreaterThan(height);
      const ids = (word: string): string[] =>
        [...text.matchAll(new RegExp(`${word}(\\d+)`, 'g'))].map(([, id]) => id!);
      expect(ids('First').sort()).toEqual(ids('Last').sort());
    }
  });

  it('shows times as clocks at the venue do, and days without a time', async () => {
    const columns = [
      { heading: 'Submitted', type: 'instant' as const },
      { heading: 'From', type: 'day' as const },
    ];
    const { bytes } = await written(write, {
      columns,
      rows: [[new Date('2011-09-30T23:30:00Z'), '2011-11-01']],
    });
    const [page] = await readPdf(bytes, 20);
    expect(page?.text).toContain('01/10/2011 00:30');
    expect(page?.text).toContain('01/11/2011');
    expect(page?.text).toContain('times in Europe/London');
  });

  it('leaves out the rest of a long text with a mark, counts it and says so on its pages', async () => {
    const { bytes, summary } = await written(write, {
      columns: texts('Why'),
      rows: [['x'.repeat(301)], ['y'.repeat(300)]],
    });
    expect(summary.cut).toBe(1);
    expect((await readPdf(bytes, 20))[0]?.text).toContain('1 text ends in […]');
  });

  it('of 1,001 rows is two documents, numbered, of at most 1,000 each (case export-06)', async () => {
    const { bytes, summary } = await written(write, {
      name: 'Nominations',
      columns: COLUMNS,
      rows: named(1_001),
    });
    expect(summary).toEqual({ rows: 1_001, guarded: 0, cut: 0, sheets: 2 });
    expect(isArchive(bytes)).toBe(true);
    const names = [...bytes.toString('latin1').matchAll(/Nominations \d\.pdf/g)].map(([name]) => name);
    expect([...new Set(names)]).toEqual(['Nominations 1.pdf', 'Nominations 2.pdf']);
  });

  it('has fewer rows in a document where its columns are many, so that none is too large to make', async () => {
    const columns = texts(...Array.from({ length: 30 }, (_, at) => `Heading ${at}`));
    const rows = Array.from({ length: 401 }, () => columns.map(() => 'Some text'));
    expect((await written(write, { columns, rows })).summary).toMatchObject({ rows: 401, sheets: 2 });
  });

  it('of more than 10,000 rows is refused in words that say how to narrow it', async () => {
    const { code, path, message } = await refusalOf(named(MOST_PDF_ROWS + 1));
    expect([code, path]).toEqual(['INVALID_INPUT', ['format']]);
    expect(message).toContain('10,000 rows at most. Narrow the list by a filter');
  });

  it('with a sign that no font has is refused, with the sign, its code point, the row and the column', async () => {
    const rows = named(1_001);
    rows[1_000] = [1_001, 'Smiling 😀 Sample'];
    const { code, path, message } = await refusalOf(rows);
    expect([code, path]).toEqual(['INVALID_INPUT', ['format']]);
    expect(message).toBe(
      'No font for PDF has the sign 😀 (U+1F600) of row 1001, column “Name”. Leave that column out, or choose XLSX or CSV.',
    );
  });
});

whereInstalled('what somebody copies from a list for a board', () => {
  it('is each name as it was typed, and digits in order (case export-05)', async () => {
    const names = ['ليلى المثال', 'דנה דוגמה', 'प्रिया उदाहरण', '李样本', 'Élodie Façon-Œuvre'];
    const organisation = 'מכון Example 2011';
    const rows = names.map((name) => [name, organisation]);
    const pdfs = new PdfLists();
    const { bytes } = await written(pdfs.writer(ABOUT), { columns: texts('Name', 'Organisation'), rows });
    await pdfs.onApplicationShutdown();
    const copied = copiedText(bytes);
    // Readers order parts of a line by themselves: a Latin part and its digits stay together.
    for (const name of [...names, 'Example 2011', 'מכון']) expect(copied).toContain(name);
  });
});
