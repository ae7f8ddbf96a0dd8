/** An entry of a list that people search by typing. */
export interface SearchableOption {
  readonly value: string;
  readonly label: string;
  /** Found under these too, but never shown under them */
  readonly otherNames: readonly string[];
}

const SHORT: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte' };

/** What two spellings have in common: no accents, capitals or apostrophes; words parted by one space. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’‘ʼʻ`´.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => SHORT[word] ?? word)
    .join(' ');
}

interface Folded {
  readonly label: string;
  readonly others: readonly string[];
}

const folded = new WeakMap<SearchableOption, Folded>();

function foldedOf(option: SearchableOption): Folded {
  let known = folded.get(option);
  if (known === undefined) {
    known = { label: fold(option.label), others: [option.value, ...option.otherNames].map(fold) };
    folded.set(option, known);
  }
  return known;
}

const startsWord = (name: string, wanted: string) => ` ${name}`.includes(` ${wanted}`);
const close = (name: string) => name.replaceAll(' ', '');

/** How well an option answers what was typed: 0 is the very name, 4 a word in another name; undefined is not at all. */
function rank({ label, others }: Folded, wanted: string): number | undefined {
  if (label === wanted || others.includes(wanted)) return 0;
  if (label.startsWith(wanted)) return 1;
  if (others.some((name) => name.startsWith(wanted))) return 2;
  if (startsWord(label, wanted)) return 3;
  if (others.some((name) => startsWord(name, wanted))) return 4;
  const whole = close(wanted);
  return [label, ...others].some((name) => close(name).startsWith(whole)) ? 4 : undefined;
}

/** What answers a typed text, the best first and else in the list's own order; everything for an empty text. */
export function findOptions<Option extends SearchableOption>(
  options: readonly Option[],
  typed: string,
): readonly Option[] {
  const wanted = fold(typed);
  if (wanted === '') return options;
  return options
    .flatMap((option) => {
      const found = rank(foldedOf(option), wanted);
      return found === undefined ? [] : [{ option, found }];
    })
    .sort((left, right) => left.found - right.found)
    .map(({ option }) => option);
}

/** The one option of exactly this name, in whatever spelling; undefined where none or several have it. */
export function exactOption<Option extends SearchableOption>(
  options: readonly Option[],
  typed: string,
): Option | undefined {
  const wanted = fold(typed);
  if (wanted === '') return undefined;
  const byLabel = options.filter((option) => foldedOf(option).label === wanted);
  const found =
    byLabel.length > 0 ? byLabel : options.filter((option) => foldedOf(option).others.includes(wanted));
  return found.length === 1 ? found[0] : undefined;
}
