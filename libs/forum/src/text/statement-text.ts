const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Marks on one letter at most: more are no writing, but drawing over other people's lines. */
export const MOST_MARKS = 30;

/** What keeps a text from being taken. */
export type TextProblem =
  | { readonly kind: 'EMPTY' }
  | { readonly kind: 'TOO_LONG'; readonly length: number; readonly most: number }
  | { readonly kind: 'TOO_MANY_MARKS'; readonly most: number };

/** The length of a text as people count it: a family of four is one sign, a letter with its accent too. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of graphemes.segment(text)) length += 1;
  return length;
}

/**
 * What is wrong with a text, in the order in which it is told; nothing where it is taken. What is taken is kept as it was
 * typed, in Unicode's form NFC and without the spaces around it.
 *
 * @param most letters as people count them
 */
export function textProblem(text: string, most: number): TextProblem | undefined {
  const typed = text.normalize('NFC').trim();
  if (typed.replaceAll(/[\p{C}\p{Z}]/gu, '') === '') return { kind: 'EMPTY' };
  for (const { segment } of graphemes.segment(typed)) {
    if ((segment.match(/\p{M}/gu) ?? []).length > MOST_MARKS)
      return { kind: 'TOO_MANY_MARKS', most: MOST_MARKS };
  }
  const length = lengthOf(typed);
  return length > most ? { kind: 'TOO_LONG', length, most } : undefined;
}
