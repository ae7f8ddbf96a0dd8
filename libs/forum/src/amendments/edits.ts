/** One change of a text: what stands from `start` to `end` (UTF-16 units of the text that is changed) becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Two changes of the same words: a person has to say what is meant. */
export interface Clash {
  readonly clash: Edit;
}

/** Words, spaces and signs: what is changed is changed as a whole. */
const wordsOf = (text: string): string[] =>
  text.match(/[\p{L}\p{N}\p{M}’'-]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];

/**
 * The fewest changes of whole words that make one text the other, in their order and apart from each other. Time and memory
 * grow with the words of both multiplied; a paragraph has some hundred.
 */
export function editsBetween(base: string, proposed: string): Edit[] {
  const [from, to] = [wordsOf(base), wordsOf(proposed)];
  // common[i][j]: how many words the rests from i and from j have in common.
  const common = Array.from({ length: from.length + 1 }, () => new Int32Array(to.length + 1));
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      common[i]![j] =
        from[i] === to[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const edits: { start: number; end: number; text: string }[] = [];
  let at = 0;
  for (let i = 0, j = 0; i < from.length || j < to.length;) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      at += from[i]!.length;
      i++;
      j++;
      continue;
    }
    const last = edits.at(-1);
    const edit = last?.end === at ? last : { start: at, end: at, text: '' };
    if (edit !== last) edits.push(edit);
    if (j < to.length && (i === from.length || common[i]![j + 1]! >= common[i + 1]![j]!))
      edit.text += to[j++]!;
    else {
      at += from[i++]!.length;
      edit.end = at;
    }
  }
  return edits;
}

/** The text with its changes. They are in their order and do not overlap. */
export function applied(base: string, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const edit of edits) {
    text += base.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + base.slice(at);
}

/**
 * Changes of a text, as changes of what became of it when others were accepted first; or the first of them that is about
 * words that were changed meanwhile. The same change made twice is made once.
 *
 * @param accepted changes of the same text as `edits`
 */
export function movedOver(edits: readonly Edit[], accepted: readonly Edit[]): readonly Edit[] | Clash {
  const moved: Edit[] = [];
  for (const edit of edits) {
    if (accepted.some((one) => isSame(one, edit))) continue;
    if (accepted.some((one) => doTouch(one, edit))) return { clash: edit };
    const shift = accepted
      .filter(({ end }) => end <= edit.start)
      .reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
    moved.push({ ...edit, start: edit.start + shift, end: edit.end + shift });
  }
  return moved;
}

const isSame = (one: Edit, other: Edit): boolean =>
  one.start === other.start && one.end === other.end && one.text === other.text;

/** Whether they change the same words, or put others in at the same place. */
function doTouch(one: Edit, other: Edit): boolean {
  if (one.start === one.end && other.start === other.end) return one.start === other.start;
  return one.start < other.end && other.start < one.end;
}
