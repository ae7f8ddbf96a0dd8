import { type OpinionMap } from './opinion-map.js';
import { markerPath, PALETTE, styleOf } from './picture-style.js';
import { count, percent, text } from './picture-text.js';

/** Number, share and size of each group beside its mark, and how many are in none. */
export function legend(
  map: OpinionMap,
  groups: readonly { number: number; size: number; share: number }[],
  at: { readonly x: number; readonly y: number },
): string[] {
  const lines: string[] = [text(at.x, at.y, legendTitle(map), 18, 'font-weight="bold"')];
  let y = at.y + 40;
  for (const { number, size, share } of [...groups].sort((a, b) => a.number - b.number)) {
    const { colour, marker } = styleOf(number);
    const mark = markerPath(marker, 0, 0);
    lines.push(
      `<path d="${mark}" transform="translate(${at.x + 9} ${y - 6}) scale(2)" fill="${colour}"/>`,
      text(at.x + 32, y, `Group ${number + 1}: ${percent(share)}`, 18),
      text(at.x + 32, y + 22, count(size, 'person', 'people'), 15, `fill="${PALETTE.quiet}"`),
    );
    y += 60;
  }
  const others = map.people.group.reduce((sum, group) => sum + (group < 0 ? 1 : 0), 0);
  if (others > 0 && groups.length > 0) {
    lines.push(
      `<path d="${markerPath('dot', 0, 0)}" transform="translate(${at.x + 9} ${y - 6}) scale(2)" fill="${PALETTE.faint}"/>`,
      text(at.x + 32, y, 'In no group: too few votes', 16),
      text(at.x + 32, y + 22, count(others, 'person', 'people'), 15, `fill="${PALETTE.quiet}"`),
    );
  }
  return lines;
}

function legendTitle(map: OpinionMap): string {
  if (map.clarity.level === 'none') return 'No clear groups';
  return map.clarity.level === 'weak' ? 'Groups that overlap' : 'Groups';
}
