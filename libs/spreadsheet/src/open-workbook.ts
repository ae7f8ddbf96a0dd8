import { type Buffer } from 'node:buffer';
import { MOST_BYTES } from './limits.js';
import { type ReadingChoices } from './reading.js';
import { refused, type SpreadsheetRefusalKind } from './refusals.js';
import { type Workbook } from './sheet/sheet-source.js';
import { TextWorkbook } from './text/text-workbook.js';
import { isCompoundFile } from './xls/compound-file.js';

const MEGABYTE = 1024 * 1024;

/** First bytes, as Latin letters, of what is no spreadsheet. */
const STRANGERS: readonly (readonly [RegExp, SpreadsheetRefusalKind])[] = [
  [/^[\s\S]{0,1000}%PDF-/, 'PDF'],
  [
    /^(\x89PNG|\xFF\xD8\xFF|GIF8|BM[\s\S]{4}\0\0\0\0|II\*\0|MM\0\*|RIFF[\s\S]{4}WEBP|[\s\S]{4}ftyp(heic|heix|mif1|avif))/,
    'PICTURE',
  ],
  [/^(\x1F\x8B|7z\xBC\xAF|Rar!|BZh|\xFD7zXZ)/, 'ARCHIVE'],
  [/^\{\\rtf/, 'DOCUMENT'],
  [/^(\x09[\x00\x02\x04\x08][\x04-\x10]\0|ID;P|TABLE\r?\n0,1\r?\n)/, 'OTHER_SPREADSHEET'],
  [/^(Return-Path|Received|MIME-Version|X-[\w-]+|Delivered-To): /i, 'MAIL'],
];

/** What a file of tags is, by its first thousand characters. */
const TAGGED: readonly (readonly [RegExp, SpreadsheetRefusalKind])[] = [
  [/progid="Excel\.Sheet"|schemas-microsoft-com:office:spreadsheet|<office:document\b/i, 'OTHER_SPREADSHEET'],
  [/<!doctype html|<(html|head|body|table|script|div|style|meta)\b/i, 'WEB_PAGE'],
  [/<svg\b/i, 'PICTURE'],
  [/<!doctype/i, 'HAS_DOCUMENT_TYPE'],
  [/^<\?xml/i, 'NOT_A_SPREADSHEET'],
];

/**
 * Opens a file by its content; its name is not asked. What reads one format is loaded for a file of that format: each file has a
 * process of its own, which loads it anew. @throws Refusal for what is no spreadsheet, before it is unpacked
 */
export async function openWorkbook(bytes: Buffer, choices: ReadingChoices): Promise<Workbook> {
  if (bytes.length > MOST_BYTES) throw tooLarge(bytes.length);
  if (bytes.length === 0) throw refused('EMPTY');
  const start = bytes.toString('latin1', 0, 2048);
  const stranger = STRANGERS.find(([pattern]) => pattern.test(start));
  if (stranger !== undefined) throw refused(stranger[1]);
  if (isCompoundFile(bytes)) return (await import('./xls/xls-workbook.js')).XlsWorkbook.open(bytes);
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return openArchive(bytes);
  refuseTags(start);
  return TextWorkbook.open(bytes, choices);
}

export const tooLarge = (bytes: number): ReturnType<typeof refused> =>
  refused('TOO_LARGE', { megabytes: Math.ceil(bytes / MEGABYTE), limit: MOST_BYTES / MEGABYTE });

/** UTF-16 reads like ASCII without its zero bytes, and a mark is no letter. */
function refuseTags(start: string): void {
  const text = start
    .replace(/^(\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '')
    .replaceAll('\0', '')
    .trimStart();
  if (!text.startsWith('<')) return;
  const tagged = TAGGED.find(([pattern]) => pattern.test(text));
  if (tagged !== undefined) throw refused(tagged[1]);
}

async function openArchive(bytes: Buffer): Promise<Workbook> {
  const { Archive } = await import('./archive/archive.js');
  const archive = await Archive.open(bytes);
  if (archive.isEncrypted) throw refused('PASSWORD');
  const kind = (await archive.bytes('mimetype', 200)).toString('latin1');
  if (kind.includes('opendocument')) {
    if (!kind.includes('spreadsheet')) throw refused('DOCUMENT');
    await archive.refuseDocumentTypes();
    return (await import('./ods/ods-workbook.js')).OdsWorkbook.open(archive);
  }
  if (!archive.has('[Content_Types].xml')) throw refused(kindOfArchive(archive.names()));
  if (archive.has('xl/workbook.bin')) throw refused('OTHER_SPREADSHEET');
  if (archive.has('word/document.xml') || archive.has('ppt/presentation.xml')) throw refused('DOCUMENT');
  await archive.refuseDocumentTypes();
  return (await import('./xlsx/xlsx-workbook.js')).XlsxWorkbook.open(archive);
}

function kindOfArchive(names: readonly string[]): SpreadsheetRefusalKind {
  const isNumbers = names.some((name) => /(^|\/)(Index\/Document\.iwa|Index\.zip|index\.apxl)$/.test(name));
  return isNumbers ? 'OTHER_SPREADSHEET' : 'ARCHIVE';
}
