import { foldExactly } from '#libs/names';
import { type ColumnField } from './fields.js';
import { FILLERS, HEADING_WORDS, JOINING } from './lists/heading-words.js';
import { tidy } from './tidy.js';

/** What a heading says; `title` is what stands before a name, or a post. */
export type HeadingMeaning = ColumnField | 'title';

/** A heading as it is compared and remembered: its words, without case, accents, notes in brackets and signs. */
export const headingKey = (heading: string): string =>
  wordsOf(heading.replace(/\([^)]*\)|（[^）]*）|\[[^\]]*\]/gu, ' ')) || wordsOf(heading);

const wordsOf = (text: string): string =>
  foldExactly(tidy(text).text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const MEANINGS: ReadonlyMap<string, HeadingMeaning> = new Map(
  Object.entries(HEADING_WORDS).flatMap(([meaning, words]) =>
    words.split(';').map((word): [string, HeadingMeaning] => [headingKey(word), meaning as HeadingMeaning]),
  ),
);

/** Every heading that is known, for whoever looks for the heading row. */
export const KNOWN_HEADINGS: readonly string[] = Object.values(HEADING_WORDS).flatMap((words) =>
  words.split(';').map((word) => word.trim()),
);

const MOST_WORDS = 4;
/** Longer headings are sentences: their first words say what is asked for. */
const LONGEST_HEADING = 300;

/** What a heading says in any of its languages ("Country / Pays"); null where it says nothing of a nomination. */
export function headingMeaning(typed: string): HeadingMeaning | null {
  const heading = typed.slice(0, LONGEST_HEADING);
  const whole = MEANINGS.get(headingKey(heading));
  if (whole !== undefined) return whole;
  const parts = heading.split(/[/|\n;]/u).flatMap((part) => meaningOfPart(part) ?? []);
  if (isTitle(parts) && parts.includes('organisation')) return 'jobTitleAndOrganisation';
  return parts[0] ?? null;
}

const isTitle = (parts: readonly HeadingMeaning[]): boolean =>
  parts.includes('jobTitle') || parts.includes('title');

function meaningOfPart(part: string): HeadingMeaning | null {
  const exact = MEANINGS.get(headingKey(part));
  if (exact !== undefined) return exact;
  const joined = part.split(JOINING).flatMap((one) => MEANINGS.get(headingKey(one)) ?? []);
  if (isTitle(joined) && joined.includes('organisation')) return 'jobTitleAndOrganisation';
  return phraseIn(headingKey(part));
}

/** A known phrase among other words; a word for names only beside words that say nothing, for "passport name" is none of ours. */
function phraseIn(key: string): HeadingMeaning | null {
  const words = key.split(' ');
  const found: { readonly meaning: HeadingMeaning; readonly rest: readonly string[] }[] = [];
  for (let start = 0; start < words.length; start += 1) {
    for (let length = Math.min(MOST_WORDS, words.length - start); length > 0; length -= 1) {
      const meaning = MEANINGS.get(words.slice(start, start + length).join(' '));
      if (meaning === undefined) continue;
      found.push({ meaning, rest: [...words.slice(0, start), ...words.slice(start + length)] });
      start += length - 1;
      break;
    }
  }
  const other = found.find(({ meaning }) => IN_PHRASES.has(meaning));
  if (other !== undefined) return other.meaning;
  return found.find(({ rest }) => rest.every((word) => FILLERS.has(word)))?.meaning ?? null;
}

/** What no other word beside it turns into something else. */
const IN_PHRASES: ReadonlySet<HeadingMeaning> = new Set<HeadingMeaning>([
  'email',
  'organisation',
  'badgeName',
  'jobTitleAndOrganisation',
]);

/** What two headings, one above the other, say together: "Name" under "Organisation" is the organisation's. */
export function meaningOfTwo(upper: string, lower: string): HeadingMeaning | null {
  if (lower === '') return headingMeaning(upper);
  const above = upper === '' ? null : headingMeaning(upper);
  const below = headingMeaning(lower);
  if (below === 'name' && above === 'organisation') return 'organisation';
  if (below === null && above !== null) return null;
  return below;
}
