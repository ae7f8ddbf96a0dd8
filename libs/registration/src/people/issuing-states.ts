import { countryOfThreeLetters, isCountryCode } from '#libs/kernel';

/** What a document's code says of its holder that is no country: ICAO 9303, part 3, section 5. */
export type Designation =
  | 'UNITED_NATIONS'
  | 'EUROPEAN_UNION'
  | 'INTERPOL'
  | 'ORDER_OF_MALTA'
  | 'AFRICAN_UNION'
  | 'STATELESS'
  | 'REFUGEE'
  | 'UNSPECIFIED';

/** Codes as documents write them where they differ from ISO 3166-1, and the country that each means. */
const COUNTRIES: Readonly<Record<string, string>> = {
  D: 'DE',
  // Kinds of British nationality; the issuer is the United Kingdom.
  GBD: 'GB',
  GBN: 'GB',
  GBO: 'GB',
  GBP: 'GB',
  GBS: 'GB',
  // Documents of Kosovo, and of the United Nations in its behalf.
  RKS: 'XK',
  UNK: 'XK',
};

const DESIGNATIONS: Readonly<Record<string, Designation>> = {
  UNO: 'UNITED_NATIONS',
  UNA: 'UNITED_NATIONS',
  EUE: 'EUROPEAN_UNION',
  XPO: 'INTERPOL',
  XOM: 'ORDER_OF_MALTA',
  XAU: 'AFRICAN_UNION',
  XXA: 'STATELESS',
  XXB: 'REFUGEE',
  XXC: 'REFUGEE',
  XXX: 'UNSPECIFIED',
};

export type CodeMeaning = { readonly country: string } | { readonly designation: Designation };

/**
 * What the code of a document means: `D` and `DEU` are Germany, `XXA` is a stateless person. Reads ISO 3166-1 codes of two letters too.
 * @returns undefined for a code that documents do not use
 */
export function meaningOfDocumentCode(code: string): CodeMeaning | undefined {
  const written = code.trim().toUpperCase().replaceAll('<', '');
  const country =
    COUNTRIES[written] ?? countryOfThreeLetters(written) ?? (isCountryCode(written) ? written : undefined);
  if (country !== undefined) return { country };
  const designation = DESIGNATIONS[written];
  return designation === undefined ? undefined : { designation };
}
