import { withFirstOfMonth } from '#libs/kernel';
import { type JsonValue } from '#libs/documents';
import { type ExportLanguage } from '../list.js';
import { beginningOf } from '../writers/names.js';
import { type CellValue, type Sheet } from '../writers/sheet.js';
import { ZonedTime } from '../writers/zoned-time.js';
import { breakable, layoutOf } from './list-layout.js';

/** Rows of one document: more are hard to leaf through, and long to make. */
const MOST_ROWS = 1_000;
/** Cells of one document: they are what making it takes memory for. */
const MOST_CELLS = 12_000;
/** Rows of one document of a list with so many columns. */
export const rowsOfADocument = (columns: number): number =>
  Math.min(MOST_ROWS, Math.floor(MOST_CELLS / columns));
/** Letters of a cell that stand in a list for a board; the rest is left out, with a mark. */
const LONGEST_TEXT = 300;
const MARK = ' […]';

/** What stands on every page beside the list. */
export interface AboutList {
  readonly conference: string;
  /** Of whoever made it. */
  readonly body: string;
  readonly madeBy: string;
  readonly madeAt: Date;
}

interface Words {
  readonly page: string;
  readonly times: (zone: string) => string;
  readonly part: (part: number, parts: number) => string;
  readonly rows: (rows: number) => string;
  readonly cut: (cells: number) => string;
  readonly locale: string;
}

const WORDS: Readonly<Record<ExportLanguage, Words>> = {
  en: {
    page: 'Page {page} of {pages}',
    times: (zone) => `times in ${zone}`,
    part: (part, parts) => `document ${part} of ${parts}`,
    rows: (rows) => `${rows.toLocaleString('en-GB')} ${rows === 1 ? 'row' : 'rows'} in all`,
    cut: (cells) =>
      `${cells.toLocaleString('en-GB')} ${cells === 1 ? 'text ends' : 'texts end'} in […]: the file as XLSX or CSV has all of it`,
    locale: 'en-GB',
  },
  fr: {
    page: 'Page {page} sur {pages}',
    times: (zone) => `heures de ${zone}`,
    part: (part, parts) => `document ${part} sur ${parts}`,
    rows: (rows) => `${rows.toLocaleString('fr-FR')} ${rows < 2 ? 'ligne' : 'lignes'} en tout`,
    cut: (cells) =>
      `${cells.toLocaleString('fr-FR')} ${cells < 2 ? 'texte finit' : 'textes finissent'} par […] : le fichier XLSX ou CSV les a en entier`,
    locale: 'fr-FR',
  },
};

/** One of the documents that a list becomes. */
export interface PartOfList {
  readonly rows: readonly (readonly CellValue[])[];
  readonly part: number;
  readonly parts: number;
  /** Of the whole list. */
  readonly rowsInAll: number;
}

export interface ListDocument {
  /** What `templates/list.typ` reads. */
  readonly data: JsonValue;
  /** Cells whose text was longer than stands here. */
  readonly cut: number;
}

/** Hebrew, Arabic, Syriac, Thaana, N'Ko and what belongs to them. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** By its first letter, as whoever typed it sees it. */
function typed(text: string): JsonValue {
  const [letter = ''] = /\p{L}/u.exec(text) ?? [];
  return FROM_RIGHT.test(letter) ? { text, isFromRight: true } : text;
}

/** A part of a list as a document for a board: texts as they are typed, times as clocks at the venue show them. */
export function listDocument(
  { name, columns, timeZone, language }: Omit<Sheet, 'pages'>,
  about: AboutList,
  { rows, part, parts, rowsInAll }: PartOfList,
): ListDocument {
  const words = WORDS[language];
  const zone = new ZonedTime(timeZone);
  let cut = 0;
  const textOf = (value: CellValue, isDay: boolean): string => {
    if (value === null) return '';
    if (typeof value === 'number') return value.toLocaleString(words.locale);
    if (value instanceof Date) return `${dayOf(zone.iso(value))} ${zone.iso(value).slice(11, 16)}`;
    if (isDay) return dayOf(value);
    const text = value
      .toWellFormed()
      .replace(/[\t\v\f\r\n\u0085\u2028\u2029 ]+/g, ' ')
      .replace(NO_LETTERS, '');
    if (text.length <= LONGEST_TEXT) return text;
    cut += 1;
    return beginningOf(text, LONGEST_TEXT) + MARK;
  };
  const headings = columns.map(({ heading }) => heading);
  const texts = rows.map((row) => row.map((value, at) => textOf(value, columns[at]?.type === 'day')));
  const { letters, ...layout } = layoutOf(headings, texts);
  const hasTimes = columns.some(({ type }) => type === 'instant');
  const notes = [
    ...(parts > 1 ? [words.part(part, parts)] : []),
    words.rows(rowsInAll),
    ...(hasTimes ? [words.times(timeZone)] : []),
    ...(cut > 0 ? [words.cut(cut)] : []),
  ];
  const data = {
    ...layout,
    language,
    title: parts > 1 ? `${name} (${part}/${parts})` : name,
    conference: about.conference,
    body: typed(about.body),
    author: about.body,
    madeBy: typed(about.madeBy),
    madeAt: momentOf(about.madeAt, timeZone, words.locale),
    foot: notes.join(' · '),
    page: words.page,
    headings: headings.map((heading, at) => breakable(heading, Math.floor(((letters[at] ?? 1) + 1) / 1.2))),
    numbers: columns.map(({ type }) => type === 'number'),
    rows: texts.map((row) => row.map((text, at) => typed(breakable(text, letters[at] ?? LONGEST_TEXT)))),
  };
  return { data, cut };
}

/** What no font draws and nobody has typed on purpose. */
const NO_LETTERS = /[\u0000-\u001f\u007f-\u009f]/g;

/** `2011-10-01` as 01/10/2011, which English and French both write. */
const dayOf = (iso: string): string => iso.slice(0, 10).split('-').reverse().join('/');

const momentOf = (moment: Date, timeZone: string, locale: string): string =>
  withFirstOfMonth(
    locale,
    new Intl.DateTimeFormat(locale, {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      dateStyle: 'long',
      timeStyle: 'short',
    }).format(moment),
  );
