import { type OpinionMap } from './opinion-map.js';
import { markerPath, PALETTE, styleOf } from './picture-style.js';
import { count, escapeText, textAt } from './picture-text.js';

/** As wide as a small telephone, so that no text is smaller there than 12 pixels. */
export const WIDTH = 320;
export const MARGIN = 12;
export const TEXT = 13;
export const SMALL = 12;
/** Letters of a line of text: about half as wide as they are high; bold ones are wider. */
const LETTERS = 40;
const BOLD_LETTERS = 34;
const LINE = 17;

/** A picture of 320 and as high as it needs, drawn from the top down, in the colour of the text around it, on whatever ground. */
export class Sheet {
  readonly parts: string[] = [];
  height = MARGIN;

  /** @param numbers those that groups are shown with, counted from 0, by their ids */
  constructor(private readonly numbers: readonly number[]) {}

  words(text: string, size: number, isBold = false): void {
    const letters = Math.floor(((isBold ? BOLD_LETTERS : LETTERS) * TEXT) / size);
    for (const line of broken(text, letters)) {
      this.height += LINE * Math.max(1, size / TEXT);
      this.parts.push(textAt(MARGIN, this.height - 4, line, size, isBold ? ' font-weight="bold"' : ''));
    }
  }

  /** A mark, number and size for each group, by their numbers; `more` goes behind the number. */
  legend(
    groups: OpinionMap['groups'],
    more: (group: OpinionMap['groups'][number]) => string = () => '',
  ): void {
    for (const group of [...groups].sort((a, b) => this.shown(a.id) - this.shown(b.id))) {
      const words = `Group ${this.shown(group.id)}: ${more(group)}${count(group.size, 'person', 'people')}`;
      this.legendLine(this.mark(group.id, MARGIN + 8, this.height + LINE - 6), words);
    }
  }

  /** What is said of those who are in none. */
  legendOfOthers(others: number): void {
    const dot = `<path d="${markerPath('dot', MARGIN + 8, this.height + LINE - 6, 1.4)}" fill="${PALETTE.faint}"/>`;
    this.legendLine(dot, `In no group, too few votes: ${count(others, 'person', 'people')}`);
  }

  private legendLine(mark: string, words: string): void {
    this.height += LINE + 2;
    this.parts.push(mark, textAt(MARGIN + 24, this.height - 4, words, TEXT));
  }

  mark(group: number, x: number, y: number): string {
    const { colour, marker } = this.style(group);
    return `<path d="${markerPath(marker, x, y, 1.4)}" fill="${colour}"/>`;
  }

  style(group: number): ReturnType<typeof styleOf> {
    return styleOf(this.numbers[group]!);
  }

  /** The number of a group as people see it, counted from 1. */
  shown(group: number): number {
    return this.numbers[group]! + 1;
  }

  /** How many took part, and who the groups are, as people see their numbers. */
  summary(map: OpinionMap, areGroupsShown: boolean): string {
    const people = count(map.people.ids.length, 'person', 'people');
    if (!areGroupsShown) return `${people} took part. There are no clear groups.`;
    const groups = [...map.groups]
      .sort((a, b) => this.shown(a.id) - this.shown(b.id))
      .map(({ id, size }) => `group ${this.shown(id)} has ${count(size, 'person', 'people')}`);
    return `${people} took part: ${groups.join(', ')}.`;
  }

  /** @param idPrefix begins the ids within the picture, so that several stand on one page */
  svg({ title, summary, idPrefix }: Record<'title' | 'summary' | 'idPrefix', string>): string {
    const height = Math.ceil(this.height + MARGIN);
    const [titleId, summaryId] = [`${idPrefix}-title`, `${idPrefix}-summary`];
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${2 * WIDTH}" height="${2 * height}"`,
      ` role="img" aria-labelledby="${titleId} ${summaryId}" font-family="Arial, 'Liberation Sans', sans-serif" fill="currentColor">`,
      `<title id="${titleId}">${escapeText(title)}</title>`,
      `<desc id="${summaryId}">${escapeText(summary)}</desc>`,
      ...this.parts,
      '</svg>\n',
    ].join('\n');
  }
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
