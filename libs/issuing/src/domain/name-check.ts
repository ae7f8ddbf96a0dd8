/** A name as far as it is compared: letters and digits, without accents, whatever their size. */
const folded = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Whether what was typed is one of the names as printed. An empty one is none. */
export function isPrintedName(typed: string, printed: readonly string[]): boolean {
  const asked = folded(typed);
  return asked !== '' && printed.some((name) => folded(name) === asked);
}
