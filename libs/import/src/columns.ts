import { isEmailAddress } from '#libs/kernel';
import { leadingHonorific } from '#libs/names';
import { COLUMN_FIELDS, type ColumnField } from './fields.js';
import { headingKey, type HeadingMeaning, meaningOfTwo } from './headings.js';
import { byColumn, type ColumnLetter, type Sheet, type SheetRow } from './sheet.js';
import { saysNothing, tidy } from './tidy.js';

/** One column of a list. */
export interface Column {
  readonly letter: ColumnLetter;
  /** As it stands there; of two rows, `Contact: Tel.`; '' where there is none. */
  readonly heading: string;
  /** What it is; null where no field takes it. */
  readonly field: ColumnField | null;
  readonly isHidden: boolean;
  /** A part of the name that another column has whole. */
  readonly isRepeated: boolean;
}

/** What a person said of a column, by its letter, or in an earlier list, by `headingKey` of its heading. */
export type ColumnMapping = Readonly<Record<string, ColumnField | null>>;

/** What columns are guessed by, beside their headings. */
export interface ColumnHints {
  readonly isCountry: (text: string) => boolean;
  readonly isConstituency: (text: string) => boolean;
  readonly mapping: ColumnMapping;
  readonly remembered: ColumnMapping;
}

/** So many values of a column are looked at. */
const MOST_SAMPLES = 200;
/** So many of them have to fit. */
const MOSTLY = 0.6;

interface Heading {
  readonly upper: string;
  readonly lower: string;
}

/** The columns of a sheet, from left to right, and what each of them is. */
export function columnsOf(sheet: Sheet, body: readonly SheetRow[], hints: ColumnHints): readonly Column[] {
  const headings = headingsOf(sheet);
  const letters = new Set(headings.keys());
  for (const { cells } of body) for (const letter of Object.keys(cells)) letters.add(letter);
  const hidden = new Set(sheet.hiddenColumns);
  const guess = new Guess(headings, body, hints);
  const all = [...letters].sort(byColumn);
  // A hidden column has a field that no column has which people see.
  for (const letter of [...all.filter((one) => !hidden.has(one)), ...all.filter((one) => hidden.has(one))]) {
    guess.take(letter);
  }
  const { fields, repeated } = guess.fields();
  return all.map((letter) => ({
    letter,
    heading: shownHeading(headings.get(letter)),
    field: fields.get(letter) ?? null,
    isHidden: hidden.has(letter),
    isRepeated: repeated.has(letter),
  }));
}

const shownHeading = (heading: Heading | undefined): string =>
  heading === undefined ? '' : [heading.upper, heading.lower].filter((part) => part !== '').join(': ');

/** The headings by column; of two rows, the upper one reaches to the right as far as it was merged, or as nothing follows. */
function headingsOf(sheet: Sheet): ReadonlyMap<ColumnLetter, Heading> {
  const [upper, lower] = sheet.headingRows.map((number) => sheet.rows.find(({ row }) => row === number));
  const found = new Map<ColumnLetter, Heading>();
  if (upper === undefined) return found;
  if (lower === undefined) {
    for (const letter of Object.keys(upper.cells)) {
      const text = headingText(upper, letter);
      if (text !== '') found.set(letter, { upper: '', lower: text });
    }
    return found;
  }
  const isMerged = Object.values(upper.cells).some(({ mergedFrom }) => mergedFrom !== undefined);
  let last = '';
  for (const letter of [...new Set([...Object.keys(upper.cells), ...Object.keys(lower.cells)])].sort(
    byColumn,
  )) {
    const from = upper.cells[letter]?.mergedFrom;
    const own =
      from === undefined ? headingText(upper, letter) : headingText(upper, from.replace(/\d+$/, ''));
    if (own !== '' || isMerged) last = own;
    const below = lower.cells[letter]?.mergedFrom === undefined ? headingText(lower, letter) : '';
    if (last !== '' || below !== '') found.set(letter, { upper: last, lower: below });
  }
  return found;
}

const headingText = (row: SheetRow, letter: ColumnLetter): string => tidy(row.cells[letter]?.text ?? '').text;

class Guess {
  private readonly taken = new Map<HeadingMeaning, ColumnLetter>();
  private readonly said = new Map<ColumnLetter, ColumnField | null>();

  constructor(
    private readonly headings: ReadonlyMap<ColumnLetter, Heading>,
    private readonly body: readonly SheetRow[],
    private readonly hints: ColumnHints,
  ) {
    for (const [letter, field] of Object.entries(hints.mapping)) this.say(letter, field);
    for (const [letter, heading] of headings) {
      const key = headingKey(shownHeading(heading));
      const field = Object.hasOwn(hints.remembered, key) ? hints.remembered[key] : undefined;
      if (field !== undefined && !this.said.has(letter)) this.say(letter, field);
    }
  }

  private say(letter: ColumnLetter, field: ColumnField | null): void {
    if (field !== null && !COLUMN_FIELDS.includes(field)) return;
    this.said.set(letter, field);
    if (field !== null && !this.taken.has(field)) this.taken.set(field, letter);
  }

  /** What the column is, unless it was said, or another column is that already. */
  take(letter: ColumnLetter): void {
    if (this.said.has(letter)) return;
    const { upper, lower } = this.headings.get(letter) ?? { upper: '', lower: '' };
    const meaning = meaningOfTwo(upper, lower);
    const field = meaning === null ? this.byContents(letter) : this.fitting(letter, meaning);
    if (field !== null && !this.taken.has(field)) this.taken.set(field, letter);
  }

  private fitting(letter: ColumnLetter, meaning: HeadingMeaning): HeadingMeaning | null {
    const values = this.samples(letter);
    if (meaning === 'title') return share(values, isHonorific) >= MOSTLY ? 'honorific' : 'jobTitle';
    // Nationalities as adjectives, and states of a federation, are no countries.
    if (meaning === 'country' && values.length > 0 && !values.some(this.hints.isCountry)) return null;
    return meaning;
  }

  private byContents(letter: ColumnLetter): ColumnField | null {
    const values = this.samples(letter);
    if (values.length < 2) return null;
    if (share(values, isEmailAddress) >= MOSTLY) return 'email';
    if (this.headings.has(letter)) return null;
    if (share(values, this.hints.isConstituency) >= MOSTLY) return 'constituency';
    return share(values, this.hints.isCountry) >= MOSTLY ? 'country' : null;
  }

  private samples(letter: ColumnLetter): readonly string[] {
    const values: string[] = [];
    for (const { cells } of this.body) {
      const { text } = tidy(cells[letter]?.text ?? '');
      if (text !== '' && !saysNothing(text)) values.push(text);
      if (values.length === MOST_SAMPLES) break;
    }
    return values;
  }

  /** The fields, after "Name" beside a given name turned out to be the family, or beside a family the given name. */
  fields(): {
    readonly fields: ReadonlyMap<ColumnLetter, ColumnField>;
    readonly repeated: ReadonlySet<ColumnLetter>;
  } {
    const { taken } = this;
    const repeated = new Set<ColumnLetter>();
    const name = taken.get('name');
    if (name !== undefined) {
      const parts = (['family', 'given'] as const).filter((part) => taken.has(part));
      const [only] = parts;
      if (parts.length === 1 && this.said.get(name) !== 'name') {
        taken.delete('name');
        taken.set(only === 'given' ? 'family' : 'given', name);
      } else {
        for (const part of parts) {
          repeated.add(taken.get(part) ?? '');
          taken.delete(part);
        }
      }
    }
    const fields = [...taken].flatMap(([field, letter]) =>
      field === 'title' ? [] : [[letter, field] as const],
    );
    return { fields: new Map(fields), repeated };
  }
}

const share = (values: readonly string[], fits: (text: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(fits).length / values.length;

const isHonorific = (text: string): boolean =>
  leadingHonorific(`${text} Xxxxx Xxxxx`)?.name === 'Xxxxx Xxxxx';
