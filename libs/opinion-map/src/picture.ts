import { convexHull } from './hull.js';
import { type OpinionMap } from './opinion-map.js';
import { markerPath, PALETTE, styleOf } from './picture-style.js';
import { legend } from './picture-legend.js';
import { count, escapeText, percent, text } from './picture-text.js';
import { quantile } from './quantile.js';

/** What the picture says beside the map. */
export interface PictureOptions {
  readonly title: string;
  /** Numbers to show the groups with, counted from 0 (see `matchGroups`); shown from 1. Default: their ids. */
  readonly numbers?: readonly number[];
}

const WIDTH = 1000;
const PLOT = { left: 40, top: 96, width: 640, height: 560 };
const LEGEND_LEFT = 716;
const HEIGHT = 720;
/** The part of a group's people, those nearest its centre, that its hull encloses. */
const ENCLOSED = 0.9;

/** With more people than this, one mark stands for all people of a spot. */
const CROWD = 2000;

type At = readonly [number, number];

/**
 * The map as an SVG of 1000 x 720: people as points, groups as hulls with number and share. Groups differ by shape
 * and dash as well as by colour, so that it can be read in grey print and by the colour-blind. Without clear groups,
 * points only.
 */
export function drawMap(map: OpinionMap, options: PictureOptions): string {
  const place = scaling(map);
  const areGroupsShown = map.clarity.level !== 'none';
  const numbers = options.numbers ?? map.groups.map((group) => group.id);
  const groups = areGroupsShown ? map.groups.map((group) => ({ ...group, number: numbers[group.id]! })) : [];
  const summary = summarise(map);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"`,
    ` role="img" aria-labelledby="map-title map-summary" font-family="Arial, 'Liberation Sans', sans-serif">`,
    `<title id="map-title">${escapeText(options.title)}</title>`,
    `<desc id="map-summary">${escapeText(summary)}</desc>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(PLOT.left, 44, cut(options.title, 60), 26, 'font-weight="bold"'),
    text(PLOT.left, 72, summary, 16, `fill="${PALETTE.quiet}"`),
    frame(),
    ...groups.map((group) => hull(map, group.id, group.number, place, 'fill')),
    points(map, -1, place, !areGroupsShown),
    ...groups.map((group) => points(map, group.id, place, false, group.number)),
    ...groups.map((group) => hull(map, group.id, group.number, place, 'line')),
    ...groups.map((group) => label(labelPlace(map, group.id, place), group.number, group.share)),
    ...legend(map, groups, { x: LEGEND_LEFT, y: PLOT.top + 18 }),
    text(PLOT.left, HEIGHT - 36, caption(map, areGroupsShown), 14, `fill="${PALETTE.quiet}"`),
    '</svg>\n',
  ].join('\n');
}

function summarise(map: OpinionMap): string {
  return [
    count(map.people.ids.length, 'person', 'people'),
    count(map.statements.ids.length, 'statement', 'statements'),
    count(map.counts.cells, 'vote', 'votes'),
  ].join(', ');
}

function caption(map: OpinionMap, areGroupsShown: boolean): string {
  const who = map.people.ids.length > CROWD ? 'A mark is one person or more' : 'Each mark is a person';
  const near = `${who}; people who voted alike are near each other.`;
  return areGroupsShown ? `${near} An outline holds the nine tenths of a group nearest its middle.` : near;
}

/** From the plane of the components to the plot. People far outside the rest are drawn at its edge. */
function scaling(map: OpinionMap): (at: At) => At {
  const axis = (of: Float64Array) => {
    const grouped = [...of].filter((_, row) => map.people.group[row]! >= 0);
    const values = (grouped.length > 0 ? grouped : [...of]).sort((a, b) => a - b);
    const [low, high] = values.length > 0 ? [quantile(values, 0.005), quantile(values, 0.995)] : [-1, 1];
    return { middle: (low + high) / 2, reach: Math.max((high - low) / 2, 1e-9) };
  };
  const x = axis(map.people.x);
  const y = axis(map.people.y);
  // One scale for both axes, so that distances are true.
  const scale = Math.min((PLOT.width / 2 - 24) / x.reach, (PLOT.height / 2 - 24) / y.reach);
  const clamp = (value: number, half: number) => Math.max(-half, Math.min(half, value));
  return ([atX, atY]) => [
    PLOT.left + PLOT.width / 2 + clamp(scale * (atX - x.middle), PLOT.width / 2 - 8),
    PLOT.top + PLOT.height / 2 - clamp(scale * (atY - y.middle), PLOT.height / 2 - 8),
  ];
}

function frame(): string {
  const { left, top, width, height } = PLOT;
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#fafafa" stroke="#b1b4b6"/>`;
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
  const spot = isCrowd ? 6 : 1;
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
    marks.push(markerPath(style ? style.marker : 'dot', px, py, isCrowd ? 0.6 : 1));
  });
  if (marks.length === 0) return '';
  const edge = isCrowd ? '' : ' stroke="#ffffff" stroke-width="0.6"';
  return `<path d="${marks.join('')}" ${style ? `fill="${style.colour}"${edge}` : `fill="${PALETTE.faint}"`}/>`;
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
  const line = `fill="none" stroke="${colour}" stroke-width="2.5" stroke-linejoin="round"`;
  const look =
    part === 'fill' ? `fill="${colour}" fill-opacity="0.13"` : line + (dash && ` stroke-dasharray="${dash}"`);
  return `<polygon points="${corners.join(' ')}" ${look}/>`;
}

/** On the side of the outline that faces away from the other groups, where a label hides the fewest people. */
function labelPlace(map: OpinionMap, id: number, place: (at: At) => At): At {
  const centres = map.groups.map((group) => place([group.x, group.y]));
  const own = centres[id]!;
  const mean = (axis: 0 | 1) => centres.reduce((sum, centre) => sum + centre[axis], 0) / centres.length;
  const away: At = [own[0] - mean(0), own[1] - mean(1)];
  const reach = ([px, py]: At) => (px - own[0]) * away[0] + (py - own[1]) * away[1];
  const corners = outline(map, id, place);
  const outermost = corners.reduce((best, next) => (reach(next) > reach(best) ? next : best), own);
  const within = (value: number, from: number, length: number, margin: number) =>
    Math.max(from + margin, Math.min(from + length - margin, value));
  return [within(outermost[0], PLOT.left, PLOT.width, 42), within(outermost[1], PLOT.top, PLOT.height, 31)];
}

function label([x, y]: At, number: number, share: number): string {
  return (
    `<g text-anchor="middle"><rect x="${(x - 38).toFixed(1)}" y="${(y - 27).toFixed(1)}" width="76" height="54" rx="6"` +
    ` fill="#ffffff" stroke="${PALETTE.ink}" stroke-width="1.5"/>` +
    text(x, y - 3, String(number + 1), 22, 'font-weight="bold"') +
    text(x, y + 18, percent(share), 16) +
    '</g>'
  );
}

function cut(line: string, most: number): string {
  const letters = Array.from(line);
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line;
}
