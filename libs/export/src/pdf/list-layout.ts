const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Letters as wide as two of others, between any two of which a line may end. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3ffff}]/u;
/** Only the longest words need the exact count; a list has many cells. */
const widthOf = (text: string): number => {
  let width = 0;
  for (const sign of text) width += /\p{M}|\p{Cf}/u.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1;
  return width;
};

/** Letters of a line from which on it is no wider for a longer text: it goes on in another line. */
const MOST_OF_A_TEXT = 34;
const MOST_OF_A_WORD = 30;
/** A longer word may end within a line where columns are many. */
const LEAST_OF_A_WORD = 13;
/** Letters between two columns. */
const GAP = 1.5;
/** How much wider the letters of headings are. */
const BOLD = 1.2;
/** Rows of a page: what a board looks through at once. */
export const ROWS_OF_A_PAGE = 25;

/** Points of a millimetre. */
const MM = 72 / 25.4;
/** As `templates/list.typ` has them. */
const MARGINS = { sides: 24 * MM, topAndBottom: 46 * MM } as const;
/** An average letter, in sizes of the letters. */
const LETTER = 0.56;

/** Papers from the smallest on, and sizes of letters in points. */
const PAPERS = [
  { paper: 'a4', isLandscape: false, width: 210, height: 297, size: 9 },
  { paper: 'a4', isLandscape: true, width: 297, height: 210, size: 8.5 },
  { paper: 'a3', isLandscape: true, width: 420, height: 297, size: 8.5 },
  { paper: 'a3', isLandscape: true, width: 420, height: 297, size: 7 },
] as const;
type Paper = (typeof PAPERS)[number];

export interface ListLayout {
  readonly paper: string;
  readonly isLandscape: boolean;
  /** Of letters, in points. */
  readonly size: number;
  /** Of each column, as parts of the whole. */
  readonly widths: readonly number[];
  /** Letters that fit into a line of each column. */
  readonly letters: readonly number[];
  /** Points that the headings have at least. */
  readonly headHeight: number;
  /** Points that a row has at least, so that a page has no more than `ROWS_OF_A_PAGE`. */
  readonly rowHeight: number;
}

/** How a list is laid out: upright where its columns fit, else across, on the larger paper and in smaller letters where they are many. */
export function layoutOf(headings: readonly string[], rows: readonly (readonly string[])[]): ListLayout {
  const needs = headings.map((heading, column) =>
    needOf(
      heading,
      rows.map((row) => row[column] ?? ''),
    ),
  );
  const all = sum(needs.map(({ wanted }) => wanted));
  const paper = PAPERS.find((one) => all <= capacityOf(one)) ?? PAPERS[PAPERS.length - 1]!;
  const widths = shared(needs, capacityOf(paper));
  const letters = widths.map((width) => Math.max(2, Math.floor(width - GAP)));
  const headLines = Math.max(
    1,
    ...headings.map((heading, column) => Math.ceil((BOLD * widthOf(heading)) / (letters[column] ?? 1))),
  );
  const headHeight = (headLines * 1.35 + 0.8) * paper.size;
  const rowHeight = (paper.height * MM - MARGINS.topAndBottom - headHeight - 1) / ROWS_OF_A_PAGE;
  const { isLandscape, size } = paper;
  return { paper: paper.paper, isLandscape, size, widths, letters, headHeight, rowHeight };
}

const capacityOf = ({ width, size }: Paper): number => (width * MM - MARGINS.sides) / (LETTER * size);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Letters of a line: what a column is to have at least, for its words, and what it would have. */
interface Need {
  readonly least: number;
  readonly wanted: number;
}

function needOf(heading: string, texts: readonly string[]): Need {
  const longest = Math.max(BOLD * longestWord(heading), ...texts.map(longestWord));
  const widths = texts.map(widthOf).sort((a, b) => a - b);
  const most = widths[Math.floor(widths.length * 0.95)] ?? 0;
  return {
    least: Math.max(3, Math.min(longest, LEAST_OF_A_WORD)) + GAP,
    wanted: Math.max(3, Math.min(longest, MOST_OF_A_WORD), Math.min(most, MOST_OF_A_TEXT)) + GAP,
  };
}

const longestWord = (text: string): number =>
  Math.max(0, ...text.split(/[\s-]+/).map((word) => (WIDE.test(word) ? 4 : widthOf(word))));

/** Each column as it would have it; where there is not so much, its words first, and of the rest its share. */
function shared(needs: readonly Need[], capacity: number): number[] {
  const [least, wanted] = [sum(needs.map((need) => need.least)), sum(needs.map((need) => need.wanted))];
  const part = wanted <= least ? 1 : (capacity - least) / (wanted - least);
  if (part < 0) return needs.map((need) => (need.least * capacity) / least);
  return needs.map((need) => need.least + (need.wanted - need.least) * part);
}

/** A text whose words may end within a line where they are longer than it: behind @ . - _ / or, at last, anywhere. */
export function breakable(text: string, letters: number): string {
  if (text.length <= letters) return text;
  return text.replace(/[^\s]+/gu, (word) => {
    if (widthOf(word) <= letters || WIDE.test(word)) return word;
    const parts = word.split(/(?<=[@._/-])/u);
    const most = Math.max(2, letters - 1);
    return parts
      .map((part) => (widthOf(part) <= most ? part : pieces(part, most).join('\u200b')))
      .join('\u200b');
  });
}

function pieces(word: string, letters: number): string[] {
  const signs = [...graphemes.segment(word)].map(({ segment }) => segment);
  return Array.from({ length: Math.ceil(signs.length / letters) }, (_, at) =>
    signs.slice(at * letters, (at + 1) * letters).join(''),
  );
}
