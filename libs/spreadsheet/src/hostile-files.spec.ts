import { describe, expect, it } from '@jest/globals';
import { Buffer } from 'node:buffer';
import { type Refusal } from '#libs/kernel';
import { readWorkbook } from './read-workbook.js';
import { importCase, sheetXml, xlsxOf, zipOf } from './testing/index.js';

const codeOf = (bytes: Buffer): Promise<string> =>
  readWorkbook(bytes, {}).then(
    () => 'read',
    (refusal: Refusal) => refusal.code ?? String(refusal),
  );

const cell = (name: string, text: string): string =>
  `<c r="${name}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (number: number, ...cells: string[]): string => `<row r="${number}">${cells.join('')}</row>`;
const list =
  row(1, cell('A1', 'Name'), cell('B1', 'E-mail')) + row(2, cell('A2', 'Ann'), cell('B2', 'ann@example.org'));

const ods = (content: string, more: readonly { name: string; data: string }[] = []): Buffer =>
  zipOf([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
    { name: 'content.xml', data: content },
    ...more,
  ]);
const table = (rows: string): string =>
  `<office:document-content><office:spreadsheet><table:table table:name="A">${rows}</table:table></office:spreadsheet></office:document-content>`;
const odsCell = (text: string, more = ''): string =>
  `<table:table-cell office:value-type="string" ${more}><text:p>${text}</text:p></table:table-cell>`;

describe('an archive that is made to harm', () => {
  it.each([
    [
      'claims two gigabytes for a sheet',
      { name: 'xl/worksheets/sheet0.xml', data: sheetXml(list), claims: 2 ** 31 },
      'UNPACKS_TOO_LARGE',
    ],
    [
      'claims less for a sheet than it unpacks to',
      { name: 'xl/worksheets/sheet0.xml', data: sheetXml(list), claims: 10 },
      'DAMAGED',
    ],
  ])('%s', async (_name, part, code) => {
    expect(await codeOf(xlsxOf({ List: '' }, [part]))).toBe(code);
  });

  it('has two hundred thousand parts, and its directory is not read', async () => {
    const listing = Buffer.alloc(22);
    listing.write('PK\x05\x06');
    listing.writeUInt16LE(65_000, 8);
    listing.writeUInt16LE(65_000, 10);
    listing.writeUInt32LE(4, 16);
    expect(await codeOf(Buffer.concat([Buffer.from('PK\x03\x04'), listing]))).toBe('TOO_MANY_PARTS');
    const parts = Array.from({ length: 2_001 }, (_unused, i) => ({ name: `p${i}.xml`, data: '' }));
    expect(await codeOf(zipOf(parts))).toBe('TOO_MANY_PARTS');
  });

  it('holds paths that lead out of it', async () => {
    expect(await codeOf(xlsxOf({ List: sheetXml(list) }, [{ name: '../../etc/passwd', data: 'x' }]))).toBe(
      'DAMAGED',
    );
  });

  it.each([
    'xl/styles.xml',
    'xl/theme/theme1.xml',
    'docProps/core.xml',
    'xl/worksheets/_rels/sheet0.xml.rels',
  ])('has a document type in %s, which nobody needs to read', async (name) => {
    const data = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>';
    expect(await codeOf(xlsxOf({ List: sheetXml(list) }, [{ name, data }]))).toBe('HAS_DOCUMENT_TYPE');
  });

  it('has a document type in UTF-16', async () => {
    const data = Buffer.from('\uFEFF<!DOCTYPE x><x/>', 'utf16le');
    expect(await codeOf(xlsxOf({ List: sheetXml(list) }, [{ name: 'xl/styles.xml', data }]))).toBe(
      'HAS_DOCUMENT_TYPE',
    );
  });

  it('names an entity that it never said', async () => {
    expect(await codeOf(xlsxOf({ List: sheetXml(row(1, cell('A1', '&outside;'))) }))).toBe('DAMAGED');
  });

  it('is cut off anywhere', async () => {
    const { bytes } = importCase('10');
    const cuts = Array.from({ length: 40 }, (_unused, i) =>
      bytes.subarray(0, Math.floor((bytes.length * i) / 40)),
    );
    const codes = await Promise.all(cuts.slice(1).map(codeOf));
    expect(new Set(codes)).toEqual(new Set(['DAMAGED']));
  });
});

describe('a sheet that is made to harm', () => {
  it('has a row 999999999, which is a number and no memory', async () => {
    const read = await readWorkbook(
      xlsxOf({ List: sheetXml(list + row(999_999_999, cell('A999999999', 'Zoe'))) }),
      {},
    );
    expect([...read.batches()].flat().map(({ row: number }) => number)).toEqual([1, 2, 999_999_999]);
  });

  it('has a cell in the last column of all', async () => {
    const rows = list + row(3, cell('A3', 'Bob'), cell('XFD3', 'far'));
    await expect(readWorkbook(xlsxOf({ List: sheetXml(rows) }), {})).rejects.toMatchObject({
      code: 'TOO_MANY_COLUMNS',
      extras: { columns: 16_384, limit: 500 },
    });
  });

  it('pads its rows with sixteen thousand empty cells', async () => {
    const empty = Array.from({ length: 16_000 }, () => '<c s="1"/>').join('');
    const rows = `<row r="1">${cell('A1', 'Name')}${cell('B1', 'E-mail')}${empty}</row><row r="2">${cell('A2', 'Ann')}${empty}</row>`;
    expect((await readWorkbook(xlsxOf({ List: sheetXml(rows) }), {})).head.columns).toEqual(['A', 'B']);
  });

  it.each([
    ['goes backwards', row(5, cell('A5', 'x')) + row(4, cell('A4', 'y'))],
    ['has the same cell twice', row(1, cell('B1', 'x'), cell('B1', 'y'))],
    ['has a row that is no number', '<row r="many"><c/></row>'],
    ['has a row beyond numbers', `<row r="${'9'.repeat(30)}"/>`],
    ['is tags within tags', '<a>'.repeat(5_000)],
    ['does not end', '<row r="1"><c r="A1"><v>1'],
  ])('%s', async (_name, rows) => {
    expect(await codeOf(xlsxOf({ List: sheetXml(rows) }))).toBe('DAMAGED');
  });

  it('has merged cells over the whole of it, thousands of times', async () => {
    const merges = '<mergeCell ref="A1:XFD1048576"/>'.repeat(20_000);
    const read = await readWorkbook(
      xlsxOf({ List: sheetXml(list, `<mergeCells>${merges}</mergeCells>`) }),
      {},
    );
    expect(read.head.rowCount).toBe(2);
    expect([...read.batches()].flat()).toHaveLength(2);
  });

  it('has a cell of sixty megabytes', async () => {
    const text = 'x'.repeat(60 * 1024 * 1024);
    expect(await codeOf(xlsxOf({ List: sheetXml(row(1, cell('A1', text))) }))).toBe('UNPACKS_TOO_LARGE');
    // Not packed well enough to be told by its ratio.
    const noise = Array.from({ length: 400_000 }, (_unused, i) =>
      ((i * 2_654_435_761) >>> 0).toString(36),
    ).join('');
    expect(await codeOf(xlsxOf({ List: sheetXml(row(1, cell('A1', noise + noise + noise))) }))).toBe(
      'CELL_TOO_LARGE',
    );
  });

  it('refers to texts and styles that are not there', async () => {
    const rows = list + '<row r="3"><c r="A3" t="s"><v>99</v></c><c r="B3" s="7000"><v>12.0</v></c></row>';
    const read = await readWorkbook(xlsxOf({ List: sheetXml(rows) }), {});
    expect([...read.batches()].flat()[2]!.cells).toEqual({ B: { text: '12' } });
  });
});

describe('an OpenDocument sheet that is made to harm', () => {
  it.each([
    [
      'repeats a row with something in it a million times',
      `<table:table-row table:number-rows-repeated="1048576">${odsCell('x')}</table:table-row>`,
      'TOO_MANY_ROWS',
    ],
    [
      'repeats a cell a million times',
      `<table:table-row>${odsCell('x', 'table:number-columns-repeated="1000000"')}</table:table-row>`,
      'TOO_MANY_COLUMNS',
    ],
    [
      'repeats a blank row for ever',
      `<table:table-row table:number-rows-repeated="99999999999999999999"/>`,
      'DAMAGED',
    ],
    ['counts backwards', `<table:table-row table:number-rows-repeated="-5"/>`, 'DAMAGED'],
  ])('%s', async (_name, rows, code) => {
    expect(await codeOf(ods(table(rows)))).toBe(code);
  });

  it('is padded with blank rows to the end of the sheet', async () => {
    const rows = `<table:table-row>${odsCell('Name')}${odsCell('Land')}</table:table-row><table:table-row>${odsCell('Ann')}${odsCell('UK')}</table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`;
    expect((await readWorkbook(ods(table(rows)), {})).head.rowCount).toBe(2);
  });

  it('is under a password', async () => {
    const manifest =
      '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    const locked = ods('\u0001\u0002', [{ name: 'META-INF/manifest.xml', data: manifest }]);
    expect(await codeOf(locked)).toBe('PASSWORD');
  });
});

describe('text that is made to harm', () => {
  it('has a row of five million cells', async () => {
    const million = Buffer.from(`Name,E-mail\n${'x,'.repeat(5_000_000)}\n`);
    await expect(readWorkbook(million, {})).rejects.toMatchObject({
      code: 'TOO_MANY_COLUMNS',
      extras: { columns: 5_000_000 },
    });
  });

  it('begins a quote in every cell and ends none', async () => {
    const text = `Name,E-mail\n${'"a b,"c d\n'.repeat(50_000)}`;
    const read = await readWorkbook(Buffer.from(text), {});
    expect(read.head.rowCount).toBe(50_001);
  });

  it('has more rows than a list can need', async () => {
    expect(await codeOf(Buffer.from('Name,Land\n' + 'a,b\n'.repeat(200_001)))).toBe('TOO_MANY_ROWS');
  });
});
