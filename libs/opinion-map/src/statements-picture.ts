import { dividingStatements } from './dividing-statements.js';
import { type OpinionMap } from './opinion-map.js';
import { markerPath, styleOf } from './picture-style.js';
import { count, escapeText } from './picture-text.js';
import { agreementsOn, type GroupAgreement, sharedStatements } from './shared-statements.js';

/** What the picture says beside the map. */
export interface StatementsPictureOptions {
  readonly title: string;
  /** The text of a statement, by its column. */
  readonly textOf: (column: number) => string;
  /** Numbers to show the groups with, counted from 0 (see `matchGroups`); shown from 1. Default: their ids. */
  readonly numbers?: readonly number[];
  /** Begins the ids within the picture, so that several stand on one page. Default `statements`. */
  readonly idPrefix?: string;
}

/** As wide as a small telephone, so that no text is smaller there than 12 pixels. */
const WIDTH = 320;
const MARGIN = 12;
const SCALE = { left: 28, width: 264 };
const TEXT = 13;
const SMALL = 12;
/** Letters of a line of text: about half as wide as they are high. */
const LETTERS = 40;
const LINE = 17;
/** Height of a group's line on the scale. */
const STEP = 17;
const MOST_SHARED = 10;
const MOST_DIVIDING = 5;

/**
 * One line for each statement, with a mark for each group on a scale of 0 to 100 % agreement and the 90 % interval as a
 * whisker: the first ten that people agree on from one end of the map to the other, then five on which groups part. SVG,
 * 320 wide at least and as high as it needs; in the colour of the text around it, on whatever ground. Groups differ by shape
 * and number as well as by colour. What it shows is told in words on the page beside it.
 */
export function drawStatements(map: OpinionMap, options: StatementsPictureOptions): string {
  const { title, idPrefix = 'statements' } = options;
  const areGroupsShown = map.clarity.level !== 'none' && map.groups.length > 0;
  const drawing = new Drawing(options.numbers ?? map.groups.map(({ id }) => id));
  drawing.words(title, 16, true);
  drawing.words(summaryOf(map, areGroupsShown), SMALL);
  if (areGroupsShown) {
    drawing.legend(map.groups);
    const shared = sharedStatements(map).slice(0, MOST_SHARED);
    const isListed = new Set(shared.map(({ column }) => column));
    const dividing = dividingStatements(map)
      .filter(({ column }) => !isListed.has(column))
      .slice(0, MOST_DIVIDING);
    for (const [heading, columns] of [
      ['What people agree on, most first', shared],
      ['Where they part', dividing],
    ] as const) {
      if (columns.length === 0) continue;
      drawing.heading(heading);
      for (const { column } of columns) drawing.statement(options.textOf(column), agreementsOn(map, column));
    }
  }
  const [titleId, summaryId] = [`${idPrefix}-title`, `${idPrefix}-summary`];
  const height = drawing.height + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${2 * WIDTH}" height="${2 * height}"`,
    ` role="img" aria-labelledby="${titleId} ${summaryId}" font-family="Arial, 'Liberation Sans', sans-serif" fill="currentColor">`,
    `<title id="${titleId}">${escapeText(title)}</title>`,
    `<desc id="${summaryId}">${escapeText(summaryOf(map, areGroupsShown))}</desc>`,
    ...drawing.parts,
    '</svg>\n',
  ].join('\n');
}

function summaryOf(map: OpinionMap, areGroupsShown: boolean): string {
  const people = count(map.people.ids.length, 'person', 'people');
  if (!areGroupsShown) return `${people} took part. There are no clear groups.`;
  const groups = map.groups.map(({ id, size }) => `group ${id + 1} has ${count(size, 'person', 'people')}`);
  return `${people} took part: ${groups.join(', ')}.`;
}

/** What is drawn so far, from the top down. */
class Drawing {
  readonly parts: string[] = [];
  height = MARGIN;

  constructor(private readonly numbers: readonly number[]) {}

  words(text: string, size: number, isBold = false): void {
    const letters = Math.floor((LETTERS * TEXT) / size);
    for (const line of broken(text, letters)) {
      this.height += LINE * Math.max(1, size / TEXT);
      this.parts.push(textAt(MARGIN, this.height - 4, line, size, isBold ? ' font-weight="bold"' : ''));
    }
  }

  heading(text: string): void {
    this.height += 12;
    this.words(text, 15, true);
    this.height += 4;
    for (const [share, label, anchor] of [
      [0, '0 %', 'start'],
      [0.5, '50 %', 'middle'],
      [1, '100 % agree', 'end'],
    ] as const)
      this.parts.push(textAt(along(share), this.height + SMALL, label, SMALL, ` text-anchor="${anchor}"`));
    this.height += SMALL + 4;
  }

  legend(groups: OpinionMap['groups']): void {
    for (const { id, size } of groups) {
      this.height += LINE + 2;
      const words = `Group ${this.shown(id)}: ${count(size, 'person', 'people')}`;
      this.parts.push(
        this.mark(id, MARGIN + 8, this.height - 8),
        textAt(MARGIN + 24, this.height - 4, words, TEXT),
      );
    }
  }

  statement(text: string, groups: readonly GroupAgreement[]): void {
    this.height += 10;
    this.words(text, TEXT);
    const top = this.height + 4;
    const bottom = top + STEP * groups.length;
    const ends = [0, 0.5, 1].map((share) => `M${along(share)} ${top}V${bottom}`);
    this.parts.push(
      `<path d="${ends.join('')}" stroke="currentColor" stroke-opacity="0.35" fill="none"/>`,
      ...groups.map((group, place) => this.agreement(group, top + STEP * (place + 0.5))),
    );
    this.height = bottom;
  }

  private agreement({ group, share, low, high }: GroupAgreement, y: number): string {
    if (share === undefined)
      return textAt(along(0) + 4, y + 4, `Group ${this.shown(group)}: nobody voted`, SMALL);
    const { colour } = styleOf(this.numbers[group]!);
    // The number stands on the side where there is room.
    const [x, anchor] = share > 0.5 ? [along(low) - 6, 'end'] : [along(high) + 6, 'start'];
    return [
      `<path d="M${along(low)} ${y}H${along(high)}" stroke="${colour}" stroke-width="2" fill="none"/>`,
      this.mark(group, along(share), y),
      textAt(x, y + 4, String(this.shown(group)), SMALL, ` text-anchor="${anchor}"`),
    ].join('');
  }

  private mark(group: number, x: number, y: number): string {
    const { colour, marker } = styleOf(this.numbers[group]!);
    return `<path d="${markerPath(marker, x, y, 1.4)}" fill="${colour}"/>`;
  }

  private shown(group: number): number {
    return this.numbers[group]! + 1;
  }
}

const round = (value: number): number => Math.round(10 * value) / 10;
const along = (share: number): number => round(SCALE.left + SCALE.width * share);

function textAt(x: number, y: number, line: string, size: number, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${more}>${escapeText(line)}</text>`;
}

/** Lines of at most so many letters, broken between words, and within a word that is longer. */
function broken(text: string, letters: number): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  for (const word of text
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .split(' ')) {
    let rest = Array.from(word);
    if (line.length > 0 && line.length + 1 + rest.length > letters) {
      lines.push(line.join(''));
      line = [];
    }
    for (; rest.length > letters; rest = rest.slice(letters)) lines.push(rest.slice(0, letters).join(''));
    line.push(...(line.length > 0 ? [' '] : []), ...rest);
  }
  return [...lines, line.join('')];
}
