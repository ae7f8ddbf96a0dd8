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

/** From so many votes on, a share is told in per cent; fewer people are told as people. */
const LEAST_FOR_PERCENT = 20;

/** How many take a side, as it is told. */
export interface TakenSide {
  readonly successes: number;
  readonly votes: number;
  readonly passes: number;
  /** Ends of the interval, where it is to be told. */
  readonly low?: number;
  readonly high?: number;
}

/**
 * "5 of 7 agree, 1 passes"; of twenty votes and more "84 % agree (77 to 89 %; 101 of 120), 3 pass"; "nobody voted".
 *
 * @param many the verb for several people, `one` for one
 */
export function agreeWords(
  { successes, votes, passes, low, high }: TakenSide,
  many: string,
  one: string,
  hasInterval = true,
): string {
  if (votes === 0) return 'nobody voted';
  const passing =
    passes === 0 ? '' : `, ${passes.toLocaleString('en-GB')} ${passes === 1 ? 'passes' : 'pass'}`;
  const people = `${successes.toLocaleString('en-GB')} of ${votes.toLocaleString('en-GB')}`;
  if (votes < LEAST_FOR_PERCENT) return `${people} ${successes === 1 ? one : many}${passing}`;
  const isTold = hasInterval && low !== undefined && high !== undefined;
  const interval = isTold ? `${Math.round(100 * low)} to ${Math.round(100 * high)} %; ` : '';
  return `${percent(successes / votes)} ${many} (${interval}${people})${passing}`;
}

/** "a", "a and b", "a, b and c". */
export function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
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
