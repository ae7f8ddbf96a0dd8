import { describe, expect, it } from '@jest/globals';
import { Buffer } from 'node:buffer';
import { type Refusal } from '#libs/kernel';
import { readWorkbook } from './read-workbook.js';
import { SPREADSHEET_REFUSALS, refused } from './refusals.js';
import { zipOf } from './testing/index.js';

const codeOf = (content: string | Buffer): Promise<string> =>
  readWorkbook(Buffer.from(content as string), {}).then(
    () => 'read',
    (refusal: Refusal) => refusal.code,
  );
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('what is no spreadsheet', () => {
  it.each([
    [
      'a web page',
      '<!DOCTYPE html>\n<html><body><table><tr><td>Ann</td></tr></table></body></html>',
      'WEB_PAGE',
    ],
    ['a table of a web page, with a mark', '\uFEFF  <table><tr><td>Ann</td></tr></table>', 'WEB_PAGE'],
    ['a web page in UTF-16', Buffer.from('\uFEFF<html><body>Ann</body></html>', 'utf16le'), 'WEB_PAGE'],
    ['a PDF', bytes('%PDF-1.7\n%\xE2\xE3'), 'PDF'],
    ['a PNG', bytes('\x89PNG\r\n\x1A\n'), 'PICTURE'],
    ['a JPEG', bytes('\xFF\xD8\xFF\xE0\0\x10JFIF'), 'PICTURE'],
    ['a picture of a telephone', bytes('\0\0\0\x18ftypheic'), 'PICTURE'],
    ['drawn lines', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'PICTURE'],
    ['rich text', '{\\rtf1 Ann}', 'DOCUMENT'],
    [
      'a Word file',
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: '<w/>' },
      ]),
      'DOCUMENT',
    ],
    [
      'a Writer file',
      zipOf([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text' }]),
      'DOCUMENT',
    ],
    ['an archive', zipOf([{ name: 'list.csv', data: 'Name\nAnn' }]), 'ARCHIVE'],
    ['a packed file', bytes('\x1F\x8B\x08\0'), 'ARCHIVE'],
    ['a workbook of Numbers', zipOf([{ name: 'Index/Document.iwa', data: 'x' }]), 'OTHER_SPREADSHEET'],
    [
      'a binary workbook',
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'xl/workbook.bin', data: 'x' },
      ]),
      'OTHER_SPREADSHEET',
    ],
    [
      'a workbook of Excel 2003 in XML',
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
      'OTHER_SPREADSHEET',
    ],
    ['a sheet of Excel 4', bytes('\x09\x04\x06\0\0\0\x10\0\0\0'), 'OTHER_SPREADSHEET'],
    ['a mail', 'Received: from mail.example\r\nSubject: list\r\n\r\nAnn', 'MAIL'],
    ['other XML', '<?xml version="1.0"?><list><person/></list>', 'NOT_A_SPREADSHEET'],
    ['a program', bytes('\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0\x90'), 'NOT_A_SPREADSHEET'],
    ['nothing', '', 'EMPTY'],
    ['blanks', ' \r\n\t\u00A0\n', 'EMPTY'],
    ['commas', ',,,\n,,,\n', 'EMPTY'],
  ])('%s is refused by name', async (_name, content, code) => {
    expect(await codeOf(content)).toBe(code);
  });

  it('is told in words that say how to mend it, with the figures in them', () => {
    for (const words of Object.values(SPREADSHEET_REFUSALS)) expect(words).toMatch(/^[A-Z].*\. ?[A-Z].*\.$/);
    expect(refused('TOO_LARGE', { megabytes: 1_200, limit: 32 }).message).toBe(
      'The file has 1,200 MB; at most 32 MB can be read. Leave out pictures and sheets that are not the list.',
    );
  });
});
