/** Languages that there are texts in. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

const primary = (tag: string): string | undefined => tag.toLowerCase().split('-', 1)[0];
const withTexts = (tag: string): Language | undefined => LANGUAGES.find((one) => one === primary(tag));

/**
 * The language of a mail: the reader's, where the conference offers it and there are texts in it; else the first that the
 * conference offers and that there are texts in; else English. `fr-CA` reads French.
 * @param wish BCP 47 tag of the reader's language.
 * @param offered BCP 47 tags of the conference's languages; null for mail of no conference, which is in any language.
 */
export function mailLanguage(wish: string | null | undefined, offered: readonly string[] | null): Language {
  const choice = (offered ?? LANGUAGES).flatMap((tag) => withTexts(tag) ?? []);
  const wished = withTexts(wish ?? '');
  return choice.find((one) => one === wished) ?? choice[0] ?? 'en';
}
