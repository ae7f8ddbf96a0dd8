const FRENCH_FIRST =
  /(?<![\d.,/:])1(?=(?:\s?[–-]\s?(?:\p{L}+\s)?\d{1,2})?\s(?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc))/gu;

/**
 * A date in words, as Intl writes it, as it is written: in French the first of a month is "1er novembre 2011", and "1er–2 novembre 2011", for which
 * the data of Unicode have no form. Words in every other language stay.
 *
 * @param language a BCP 47 tag
 */
export const withFirstOfMonth = (language: string, date: string): string =>
  /^fr\b/i.test(language) ? date.replaceAll(FRENCH_FIRST, '1er') : date;
