import { z } from 'zod';
import { optionalText, orNull, requiredText } from '../../form/text-rules';
import type { MessageId } from '../../i18n/catalogue.en';
import { KINDS, LISTED } from './kinds';
import {
  formerNames,
  languageNames,
  lines,
  linesOfFormerNames,
  linesOfNames,
  linesOfShortNames,
  NAME_LANGUAGES,
} from './name-lines';
import type { Organisation } from './operations';

const LONGEST_NAME = 300;
const LONGEST_LIST = 15_000;

const namesByLine = () =>
  optionalText(LONGEST_LIST).refine((typed) => languageNames(typed) !== undefined, {
    message: 'organisations.languageLine' satisfies MessageId,
  });

/** What is typed of an organisation. Lists are typed with one entry on each line. */
export const organisationSchema = z.object({
  kind: z.enum(KINDS),
  en: optionalText(LONGEST_NAME),
  fr: optionalText(LONGEST_NAME),
  es: optionalText(LONGEST_NAME),
  ru: optionalText(LONGEST_NAME),
  ar: optionalText(LONGEST_NAME),
  zh: optionalText(LONGEST_NAME),
  aliases: optionalText(LONGEST_LIST),
  shortNames: namesByLine(),
  formerNames: optionalText(LONGEST_LIST).refine((typed) => formerNames(typed) !== undefined, {
    message: 'organisations.formerLine' satisfies MessageId,
  }),
  sortNames: namesByLine(),
  country: z.string(),
  webSite: optionalText(500),
  mailDomains: optionalText(LONGEST_LIST),
  listed: z.enum(LISTED),
  /** Ticked where others are likely the same, and it is none of them */
  another: z.array(z.string()),
});
/** One that the host describes has a name in English at least. */
export const newOrganisationSchema = organisationSchema.extend({
  en: requiredText('organisations.names.missing', LONGEST_NAME),
});
export type OrganisationTyped = z.infer<typeof organisationSchema>;

const officialIn = (organisation: Organisation | undefined, tag: string): string =>
  organisation?.names?.find(({ language }) => language === tag)?.official ?? '';

/** What a form begins with. */
export const typedFrom = (organisation?: Organisation): OrganisationTyped => ({
  kind: organisation?.kind ?? 'OTHER',
  en: officialIn(organisation, 'en'),
  fr: officialIn(organisation, 'fr'),
  es: officialIn(organisation, 'es'),
  ru: officialIn(organisation, 'ru'),
  ar: officialIn(organisation, 'ar'),
  zh: officialIn(organisation, 'zh'),
  aliases: (organisation?.aliases ?? []).join('\n'),
  shortNames: linesOfShortNames(organisation?.names ?? []),
  formerNames: linesOfFormerNames(organisation?.formerNames ?? []),
  sortNames: linesOfNames(organisation?.sortNames ?? []),
  country: organisation?.directoryKey ? '' : (organisation?.countryCode ?? ''),
  webSite: organisation?.webSite ?? '',
  mailDomains: (organisation?.mailDomains ?? []).join('\n'),
  listed: organisation?.isListed === true ? 'YES' : 'NO',
  another: [],
});

/** What is sent for what was typed. Of one of the directory the country stays the directory’s. */
export const saidOf = (typed: OrganisationTyped, before?: Organisation) => {
  const short = languageNames(typed.shortNames) ?? [];
  return {
    kind: typed.kind,
    names: NAME_LANGUAGES.map((language) => ({
      language,
      official: orNull(typed[language]),
      short: short.find((one) => one.language === language)?.name ?? null,
    })).filter((one) => one.official !== null || one.short !== null),
    aliases: lines(typed.aliases),
    formerNames: formerNames(typed.formerNames) ?? [],
    sortNames: languageNames(typed.sortNames) ?? [],
    ...(before?.directoryKey ? {} : { countryCode: orNull(typed.country) }),
    webSite: orNull(typed.webSite),
    mailDomains: lines(typed.mailDomains),
    isListed: typed.listed === 'YES',
  };
};

/** Controls that hold lists, called as the service calls them. */
const LISTS = ['aliases', 'formerNames', 'sortNames', 'mailDomains'] as const;

/**
 * The control that a refusal belongs to, where its path does not name one: the service counts the names that were sent. Undefined for
 * what no control holds.
 */
export function controlOf(
  [, field, index, part]: readonly string[],
  typed: OrganisationTyped,
): keyof OrganisationTyped | undefined {
  if (field === 'countryCode') return 'country';
  if (field !== 'names') return LISTS.find((list) => list === field);
  return part === 'short' ? 'shortNames' : (saidOf(typed).names[Number(index)]?.language ?? 'en');
}
