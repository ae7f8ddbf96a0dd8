/** UTF-16 units of a sheet's name. */
const LONGEST_SHEET_NAME = 31;
const LONGEST_FILE_NAME = 120;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The beginning of a text, at most so many UTF-16 units, without a part of a letter or symbol at its end. */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  // Letters are short; a window before the cut is enough to find where the last one begins.
  const from = Math.max(0, most - 100);
  const last = graphemes.segment(text.slice(from, most + 100)).containing(most - from);
  return text.slice(0, last === undefined ? most : from + last.index).toWellFormed();
}

/**
 * A name for a sheet that spreadsheet programs take: without [ ] : * ? / \, apostrophes at its ends, and unlike the others', by a
 * number behind it. `History` is kept by Excel for itself.
 */
export function sheetName(wanted: string, others: readonly string[] = []): string {
  const tidied = wanted
    .replace(/[[\]:*?/\\\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const plain = trimmed(beginningOf(tidied, LONGEST_SHEET_NAME));
  const taken = new Set(['', 'history', ...others.map((name) => name.toLowerCase())]);
  const base = plain === '' ? 'Sheet' : plain;
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` ${number}`;
    const name = `${trimmed(beginningOf(base, LONGEST_SHEET_NAME - suffix.length))}${suffix}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

const trimmed = (name: string): string => name.replace(/^[\s']+|[\s']+$/g, '');

/** The name of a file without what separates folders, ends lines or is refused by some system; with its ending. */
export function fileName(wanted: string, ending: string): string {
  const plain = wanted
    .replace(/["*/:<>?\\|\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|[. ]+$/g, '');
  const name = beginningOf(plain, LONGEST_FILE_NAME).trim();
  return `${name === '' ? 'export' : name}.${ending}`;
}

/** Says the name of a file twice (RFC 6266): in ASCII for old programs, and as it is. */
export function contentDisposition(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^ -~]+/g, '_')
    .replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
