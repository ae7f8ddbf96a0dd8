/** The Arabic article, which does not count where names are put in order. */
const ARTICLE = /^ال/u;

const collators = new Map<string, Intl.Collator>();

function collatorOf(language: string): Intl.Collator {
  let collator = collators.get(language);
  if (collator === undefined) {
    collator = new Intl.Collator(language, { ignorePunctuation: true });
    collators.set(language, collator);
  }
  return collator;
}

/**
 * Compares two names as the lists of the United Nations put them in order: letter by letter in the language of the list. Spaces, hyphens
 * and apostrophes do not count, accents decide only between equals, and in Arabic the leading article does not count.
 * @param language the primary tag of a language, as `fr`
 */
export function protocolOrder(language: string): (left: string, right: string) => number {
  const collator = collatorOf(language);
  if (language !== 'ar') return (left, right) => collator.compare(left, right);
  return (left, right) => collator.compare(left.replace(ARTICLE, ''), right.replace(ARTICLE, ''));
}
