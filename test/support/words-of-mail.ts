/** A mail without its links and their codes, in whose place a preview has words, and however its lines are broken. */
export const wordsOf = (text: string): string =>
  text
    .replace(/https?:\/\/\S+|\([^()]*link[^()]*\)|\b([0-9A-Z]{5}-){3}[0-9A-Z]{5}\b/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
