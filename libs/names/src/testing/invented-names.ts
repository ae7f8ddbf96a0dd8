/** Numbers that look random and are the same in each run (Park and Miller, 1988). */
export function numbers(seed = 20_261_128): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const SYLLABLES =
  'ba be bi bo da de di do fa fe ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve za shan gren stol trin ander inga orel ulf'.split(
    ' ',
  );

/** As many given and family names as a large country has, some of them far more frequent than others. */
export function inventNames(count: number): string[] {
  const next = numbers();
  const word = (syllables: number): string =>
    Array.from({ length: syllables }, () => SYLLABLES[next(SYLLABLES.length)]).join('');
  const given = Array.from({ length: 3_000 }, () => word(2 + next(2)));
  const families = Array.from({ length: 20_000 }, () => word(2 + next(3)));
  const oneOf = (list: readonly string[]): string =>
    list[Math.floor(list.length * (next(1_000_000) / 1_000_000) ** 3)] ?? '';
  return Array.from({ length: count }, () => `${oneOf(given)} ${oneOf(families)}`);
}

/** Types a name with an error in every word behind its first letter: one replaced, left out, added, or two exchanged. */
export function typist(): (name: string) => string {
  const next = numbers(1_128);
  const letter = (): string => String.fromCharCode(97 + next(26));
  const mistyped = (word: string): string => {
    if (word.length < 3) return word;
    const at = 1 + next(word.length - 1);
    const [before, here, behind] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
    const errors = [
      `${before}${letter()}${behind}`,
      `${before}${behind}`,
      `${before}${letter()}${here}${behind}`,
      `${word.slice(0, at - 1)}${here}${word.charAt(at - 1)}${behind}`,
    ];
    return errors[next(errors.length)] ?? word;
  };
  return (name) => name.split(' ').map(mistyped).join(' ');
}
