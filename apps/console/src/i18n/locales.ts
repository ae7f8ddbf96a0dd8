import type { Messages } from './catalogue.en';

interface LocaleEntry {
  /** The language's own name, as its speakers write it */
  readonly name: string;
  /** Whose dates and numbers its pages show */
  readonly formats: string;
  /** Words of the frame and of pages that need no sign-in */
  readonly load: () => Promise<Partial<Messages>>;
  /** Words of the pages behind the sign-in */
  readonly loadInside: () => Promise<Partial<Messages>>;
}

/** Every language the console speaks; a new one is its catalogue in two parts and an entry here. */
export const LOCALES = {
  en: {
    name: 'English',
    formats: 'en-GB',
    load: async () => (await import('./catalogue.en')).messages,
    loadInside: async () => (await import('./catalogue-inside.en')).messages,
  },
  fr: {
    name: 'Français',
    formats: 'fr-FR',
    load: async () => (await import('./catalogue.fr')).messages,
    loadInside: async () => (await import('./catalogue-inside.fr')).messages,
  },
} as const satisfies Record<string, LocaleEntry>;

export type Locale = keyof typeof LOCALES;

export const LOCALE_TAGS = Object.keys(LOCALES) as Locale[];

const RIGHT_TO_LEFT = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ks',
  'ku',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
]);

function languageOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}

/** The direction in which the language of a BCP 47 tag is written. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(languageOf(tag)) ? 'rtl' : 'ltr';
}

/** The first of the wished languages that the console speaks; English when it speaks none of them. */
export function chooseLocale(wishes: readonly (string | null | undefined)[]): Locale {
  for (const wish of wishes) {
    const language = languageOf(wish ?? '');
    const known = LOCALE_TAGS.find((tag) => tag === language);
    if (known !== undefined) return known;
  }
  return 'en';
}
