const WIDTH = 78;

/** "1 vote", "1,204 votes". */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

/** A share of 0 to 1 as "84 %"; what is neither nothing nor all is never shown as such. */
export function percent(share: number): string {
  const rounded = Math.round(100 * share);
  if (rounded === 0 && share > 0) return 'under 1 %';
  if (rounded === 100 && share < 1) return 'over 99 %';
  return `${rounded} %`;
}

/** A part of a whole as "84 %", or "no votes" where there is no whole. */
export function percentOf(part: number, whole: number): string {
  return whole === 0 ? 'no votes' : percent(part / whole);
}

/** A heading with space around it. */
export function section(heading: string): string[] {
  return ['', heading, '-'.repeat(heading.length), ''];
}

/** Breaks text into lines of at most 78 letters, the first after `first`, the others after `others`. */
export function wrap(text: string, first = '', others = first): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = others;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
