export const WAYS_TO_PART = ['LINE_BREAK_ELSE_LAST_COMMA', 'LEAVE_AS_TITLE', 'LEAVE_AS_INSTITUTION'] as const;

/** A title and an institution out of one cell; the cell has its line breaks still. */
export function partedTitle(
  text: string,
  way: string,
): { readonly jobTitle: string; readonly organisation: string } {
  if (way === 'LEAVE_AS_INSTITUTION') return { jobTitle: '', organisation: text };
  const lineBreak = text.indexOf('\n');
  const comma = Math.max(text.lastIndexOf(','), text.lastIndexOf('，'), text.lastIndexOf('،'));
  const at = lineBreak >= 0 ? lineBreak : comma;
  if (way === 'LEAVE_AS_TITLE' || at < 0) return { jobTitle: text, organisation: '' };
  return { jobTitle: text.slice(0, at), organisation: text.slice(at + 1) };
}
