import { readPartialDate } from './partial-date.js';

/** The kinds of documents with which people cross a border. */
export const DOCUMENT_KINDS = [
  'PASSPORT',
  'DIPLOMATIC_PASSPORT',
  'SERVICE_PASSPORT',
  /** Of the United Nations, the European Union or another organisation. */
  'LAISSEZ_PASSER',
  /** Under the convention of 1951. */
  'REFUGEE_TRAVEL_DOCUMENT',
  /** Under the convention of 1954. */
  'STATELESS_TRAVEL_DOCUMENT',
  'IDENTITY_CARD',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export interface TravelDocument {
  readonly kind: DocumentKind;
  /** Letters and digits; at most 20. */
  readonly number: string;
  /** The country whose nationality it shows; null where it shows none, as those of stateless people and of organisations. */
  readonly nationality: string | null;
  /** `2031-04-30`; null for "no date of expiry", which is a choice and not an answer that is missing. */
  readonly expiresOn: string | null;
}

export type DocumentProblem = 'NUMBER' | 'NATIONALITY_NOT_NAMED' | 'NO_DATE' | 'EXPIRED';
export type DocumentWarning = 'EXPIRES_BEFORE_THE_END';

/** What documents have in their field for the number; longer numbers of identity cards go on in the optional data. */
const NUMBER = /^[A-Z0-9]{1,20}$/;

/** Without the spaces and hyphens with which people copy it, in capitals. */
export const documentNumber = (typed: string): string => typed.replaceAll(/[\s\-–]/gu, '').toUpperCase();

interface Circumstances {
  /** All that the person has; the document shows one of them, or none. */
  readonly nationalities: readonly string[];
  /** `2027-05-03` */
  readonly today: string;
  /** The last day of the conference. */
  readonly lastDay: string;
  /** A person of the host has let the expired document pass. */
  readonly isLetPass?: boolean;
}

/**
 * What is wrong with a document, and what the person should know. A document that ends before the conference does is taken with a
 * warning, for borders differ; one that has ended is refused, until a person of the host lets it pass.
 */
export function judgeDocument(
  document: TravelDocument,
  { nationalities, today, lastDay, isLetPass = false }: Circumstances,
): { readonly problems: readonly DocumentProblem[]; readonly warnings: readonly DocumentWarning[] } {
  const problems: DocumentProblem[] = [];
  const { number, nationality, expiresOn } = document;
  if (!NUMBER.test(documentNumber(number))) problems.push('NUMBER');
  if (nationality !== null && !nationalities.includes(nationality)) problems.push('NATIONALITY_NOT_NAMED');
  if (expiresOn === null) return { problems, warnings: [] };
  if (readPartialDate(expiresOn)?.day === undefined)
    return { problems: [...problems, 'NO_DATE'], warnings: [] };
  if (expiresOn < today && !isLetPass) problems.push('EXPIRED');
  return { problems, warnings: expiresOn >= today && expiresOn < lastDay ? ['EXPIRES_BEFORE_THE_END'] : [] };
}
