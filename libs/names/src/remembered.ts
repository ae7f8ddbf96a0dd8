/** The most words that a function remembers before it begins anew. */
const MOST_REMEMBERED = 5_000;

/** A pure function of a word that is asked for the same words again and again, while one name is compared with many. */
export function remembered(answer: (word: string) => string): (word: string) => string {
  const answers = new Map<string, string>();
  return (word) => {
    const known = answers.get(word);
    if (known !== undefined) return known;
    const fresh = answer(word);
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    answers.set(word, fresh);
    return fresh;
  };
}
