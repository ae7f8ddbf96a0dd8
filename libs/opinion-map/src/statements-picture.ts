import { dividingStatements } from './dividing-statements.js';
import { type OpinionMap } from './opinion-map.js';
import { Sheet, SMALL, TEXT } from './picture-sheet.js';
import { textAt } from './picture-text.js';
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

const SCALE = { left: 28, width: 264 };
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
  const drawing = new StatementsSheet(options.numbers ?? map.groups.map(({ id }) => id));
  const summary = drawing.summary(map, areGroupsShown);
  drawing.words(title, 16, true);
  drawing.words(summary, SMALL);
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
  return drawing.svg({ title, summary, idPrefix });
}

class StatementsSheet extends Sheet {
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
    const { colour } = this.style(group);
    // The number stands on the side where there is room.
    const [x, anchor] = share > 0.5 ? [along(low) - 6, 'end'] : [along(high) + 6, 'start'];
    return [
      `<path d="M${along(low)} ${y}H${along(high)}" stroke="${colour}" stroke-width="2" fill="none"/>`,
      this.mark(group, along(share), y),
      textAt(x, y + 4, String(this.shown(group)), SMALL, ` text-anchor="${anchor}"`),
    ].join('');
  }
}

const round = (value: number): number => Math.round(10 * value) / 10;
const along = (share: number): number => round(SCALE.left + SCALE.width * share);
