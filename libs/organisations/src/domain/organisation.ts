import { COUNTRY_LANGUAGES, type CountryLanguage } from '#libs/conference';

/** What an organisation is. Governments and international organisations are in the directory of the installation as well. */
export const ORGANISATION_KINDS = [
  'GOVERNMENT',
  'INTERNATIONAL_ORGANISATION',
  'COMPANY',
  'UNIVERSITY',
  'NGO',
  'OTHER',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** Languages in which organisations have names: the six of the United Nations. */
export const NAME_LANGUAGES = COUNTRY_LANGUAGES;
export type NameLanguage = CountryLanguage;

/** A name by language; where a language has none, another one’s is shown. */
export type Names = Readonly<Partial<Record<NameLanguage, string>>>;

/** What an organisation was called until a day. */
export interface FormerName {
  /** The first day of the name that followed, as `2018-04-19`. */
  readonly until: string;
  readonly names: Names;
}

export const LONGEST_NAME = 300;
export const MOST_ALIASES = 50;
export const MOST_FORMER_NAMES = 20;
export const MOST_DOMAINS = 20;
export const MOST_CONTACTS = 50;
/** Those that were merged into one, as far as they are read. */
export const MOST_MERGED = 100;
/** Of one conference. */
export const MOST_ORGANISATIONS = 20_000;

/** Somebody at the organisation to whom the host writes. */
export interface Contact {
  /** Which list of contacts it belongs to, as the host calls it: Protocol. */
  readonly list: string;
  readonly name: string;
  readonly role: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
}
