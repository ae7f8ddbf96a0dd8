import { convexHull } from './hull.js';
import { type OpinionMap } from './opinion-map.js';
import { MARGIN, Sheet, SMALL, WIDTH } from './picture-sheet.js';
import { markerPath, PALETTE, styleOf } from './picture-style.js';
import { count, percent, textAt } from './picture-text.js';
import { quantile } from './quantile.js';

/** What the picture says beside the map. */
export interface PictureOptions {
  readonly title: string;
  /** Numbers to show the groups with, counted from 0 (see `matchGroups`); shown from 1. Default: their ids. */
  readonly numbers?: readonly number[];
  /** Begins the ids within the picture, so that several stand on one page. Default `map`. */
  readonly idPrefix?: string;
}

const PLOT = { left: MARGIN, width: WIDTH - 2 * MARGIN, height: 270 };
/** Of a mark as it stands in a legend. */
const MARK = 0.5;
/** The part of a group's people, those nearest its centre, that its hull encloses. */
const ENCLOSED = 0.9;

/** With more people than this, one mark stands for all people of a spot. */
const CROWD = 2000;
/** Width of a spot. */
const SPOT = 3;

type At = readonly [number, number];

/**
 * The map as an SVG, 320 wide and as high as it needs: people as points, groups as hulls with their number, and below who they
 * are, in words. In the colour of the text around it, on whatever ground. Groups differ by shape and dash as well as by colour, so that
 * it can be read in grey print and by the colour-blind. Without clear groups, points only.
 */
export function drawMap(map: OpinionMap, options: PictureOptions): string {
  const { title, idPrefix = 'map' } = options;
  const areGroupsShown = map.clarity.level !== 'none' && map.groups.length > 0;
  const numbers = options.numbers ?? map.groups.map((group) => group.id);
  const groups = areGroupsShown ? map.groups.map((group) => ({ ...group, number: numbers[group.id]! })) : [];
  const sheet = new Sheet(numbers);
  const summary = sheet.summary(map, areGroupsShown);
  sheet.words(title, 16, true);
  sheet.words(summary, SMALL);
  sheet.height += 8;
  const top = sheet.height;
  const place = scaling(map, top);
  sheet.parts.push(
    frame(top),
    ...groups.map((group) => hull(map, group.id, group.number, place, 'fill')),
    points(map, -1, place, !areGroupsShown),
    ...groups.map((group) => points(map, group.id, place, false, group.number)),
    ...groups.map((group) => hull(map, group.id, group.number, place, 'line')),
    ...groups.map((group) => label(labelPlace(map, group.id, place, top), group.number)),
  );
  sheet.height = top + PLOT.height + 6;
  sheet.words(headingOf(map), 15, true);
  if (areGroupsShown) {
    sheet.legend(map.groups, ({ share }) => `${percent(share)}, `);
    const others = map.people.group.reduce((sum, group) => sum + (group < 0 ? 1 : 0), 0);
    if (others > 0) sheet.legendOfOthers(others);
  }
  sheet.height += 4;
  sheet.words(caption(map, areGroupsShown), SMALL);
  return sheet.svg({ title, summary: `${summary} ${volume(map)}`, idPrefix });
}

function headingOf(map: OpinionMap): string {
  if (map.clarity.level === 'none' || map.groups.length === 0) return 'No clear groups';
  return map.clarity.level === 'weak' ? 'Groups that overlap' : 'Groups';
}

const volume = (map: OpinionMap): string =>
  `${count(map.statements.ids.length, 'statement', 'statements')}, ${count(map.counts.cells, 'vote', 'votes')}.`;

function caption(map: OpinionMap, areGroupsShown: boolean): string {
  const who = map.people.ids.length > CROWD ? 'A mark is one person or more' : 'Each mark is a person';
  const near = `${volume(map)} ${who}; people who voted alike are near each other.`;
  return areGroupsShown ? `${near} An outline holds the nine tenths of a group nearest its middle.` : near;
}

/** From the plane of the components to the plot. People far outside the rest are drawn at its edge. */
function scaling(map: OpinionMap, top: number): (at: At) => At {
  const axis = (of: Float64Array) => {
    const grouped = [...of].filter((_, row) => map.people.group[row]! >= 0);
    const values = (grouped.length > 0 ? grouped : [...of]).sort((a, b) => a - b);
    const [low, high] = values.length > 0 ? [quantile(values, 0.005), quantile(values, 0.995)] : [-1, 1];
    return { middle: (low + high) / 2, reach: Math.max((high - low) / 2, 1e-9) };
  };
  const x = axis(map.people.x);
  const y = axis(map.people.y);
  // One scale for both axes, so that distances are true.
  const scale = Math.min((PLOT.width / 2 - 12) / x.reach, (PLOT.height / 2 - 12) / y.reach);
  const clamp = (value: number, half: number) => Math.max(-half, Math.min(half, value));
  return ([atX, atY]) => [
    PLOT.left + PLOT.width / 2 + clamp(scale * (atX - x.middle), PLOT.width / 2 - 4),
    top + PLOT.height / 2 - clamp(scale * (atY - y.middle), PLOT.height / 2 - 4),
  ];
}

function frame(top: number): string {
  const { left, width, height } = PLOT;
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="none" stroke="currentColor" stroke-opacity="0.35"/>`;
}

/**
 * All marks of a group as one path. In a crowd marks are small and stand for all people of their spot, so that they
 * never pile up into a blot.
 */
function points(
  map: OpinionMap,
  group: number,
  place: (at: At) => At,
  isEverybody = false,
  number = 0,
): string {
  const { x, y } = map.people;
  const isCrowd = x.length > CROWD;
  const spot = isCrowd ? SPOT : 0.5;
  const style = group < 0 ? undefined : styleOf(number);
  const drawn = new Set<string>();
  const marks: string[] = [];
  map.people.group.forEach((of, row) => {
    if (!isEverybody && of !== group) return;
    const [px, py] = place([x[row]!, y[row]!]).map((value) => spot * Math.round(value / spot)) as [
      number,
      number,
    ];
    if (drawn.has(`${px} ${py}`)) return;
    drawn.add(`${px} ${py}`);
    marks.push(markerPath(style ? style.marker : 'dot', px, py, MARK * (isCrowd ? 0.6 : 1)));
  });
  if (marks.length === 0) return '';
  return `<path d="${marks.join('')}" fill="${style ? style.colour : PALETTE.faint}"/>`;
}

/** The outline of a group's people, without the tenth that is farthest out. */
function outline(map: OpinionMap, id: number, place: (at: At) => At): At[] {
  const group = map.groups[id]!;
  const own: { at: At; distance: number }[] = [];
  map.people.group.forEach((of, row) => {
    if (of !== id) return;
    const at: At = [map.people.x[row]!, map.people.y[row]!];
    own.push({ at, distance: Math.hypot(at[0] - group.x, at[1] - group.y) });
  });
  own.sort((a, b) => a.distance - b.distance);
  const enclosed = own.slice(0, Math.max(3, Math.ceil(ENCLOSED * own.length)));
  return convexHull(enclosed.map(({ at }) => place(at)));
}

/** The outline, filled below the marks or drawn as a line above them. */
function hull(
  map: OpinionMap,
  id: number,
  number: number,
  place: (at: At) => At,
  part: 'fill' | 'line',
): string {
  const { colour, dash } = styleOf(number);
  const corners = outline(map, id, place).map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`);
  const line = `fill="none" stroke="${colour}" stroke-width="1.5" stroke-linejoin="round"`;
  const look =
    part === 'fill' ? `fill="${colour}" fill-opacity="0.13"` : line + (dash && ` stroke-dasharray="${dash}"`);
  return `<polygon points="${corners.join(' ')}" ${look}/>`;
}

/** On the side of the outline that faces away from the other groups, where a label hides the fewest people. */
function labelPlace(map: OpinionMap, id: number, place: (at: At) => At, top: number): At {
  const centres = map.groups.map((group) => place([group.x, group.y]));
  const own = centres[id]!;
  const mean = (axis: 0 | 1) => centres.reduce((sum, centre) => sum + centre[axis], 0) / centres.length;
  const away: At = [own[0] - mean(0), own[1] - mean(1)];
  const reach = ([px, py]: At) => (px - own[0]) * away[0] + (py - own[1]) * away[1];
  const corners = outline(map, id, place);
  const outermost = corners.reduce((best, next) => (reach(next) > reach(best) ? next : best), own);
  const within = (value: number, from: number, length: number, margin: number) =>
    Math.max(from + margin, Math.min(from + length - margin, value));
  return [within(outermost[0], PLOT.left, PLOT.width, 12), within(outermost[1], top, PLOT.height, 12)];
}

/** On a ground of its own, whatever ground the picture stands on. */
const label = ([x, y]: At, number: number): string =>
  `<g text-anchor="middle" fill="#0b0c0c"><rect x="${(x - 10).toFixed(1)}" y="${(y - 10).toFixed(1)}" width="20" height="20" rx="4"` +
  ` fill="#ffffff" stroke="#0b0c0c" stroke-width="1"/>${textAt(x, y + 5, String(number + 1), 14, ' font-weight="bold"')}</g>`;
