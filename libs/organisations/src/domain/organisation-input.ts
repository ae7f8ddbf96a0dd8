import { z } from 'zod';
import {
  calendarDay,
  countryCode,
  domainInAscii,
  emailAddress,
  line,
  optionalLine,
  validId,
} from '#libs/kernel';
import {
  LONGEST_NAME,
  MOST_ALIASES,
  MOST_CONTACTS,
  MOST_DOMAINS,
  MOST_FORMER_NAMES,
  NAME_LANGUAGES,
  type Names,
  ORGANISATION_KINDS,
} from './organisation.js';

const language = z.enum(
  NAME_LANGUAGES,
  `Organisations have names in ${NAME_LANGUAGES.join(', ')}: use one of these.`,
);
const ONE_EACH = 'Give each language once.';
const eachOnce = (names: readonly { readonly language: string }[]): boolean =>
  new Set(names.map((one) => one.language)).size === names.length;

const WEB_SITE = /^https?:\/\/[^\s]+$/i;

/** What the host says of an organisation; what is left out stays as it is. Names of GraphQL types stand in the metadata. */
export const ORGANISATION_INPUT = {
  kind: z
    .enum(ORGANISATION_KINDS)
    .meta({ type: 'OrganisationKind' })
    .nullish()
    .describe('What it is; left out or null: as before; at first OTHER, or as the directory has it'),
  names: z
    .array(
      z.object({
        language,
        official: optionalLine(LONGEST_NAME).nullish(),
        short: optionalLine(LONGEST_NAME).nullish(),
      }),
    )
    .max(NAME_LANGUAGES.length, ONE_EACH)
    .refine(eachOnce, ONE_EACH)
    .meta({ type: 'OrganisationNames' })
    .nullish()
    .describe(
      'All names that are its own, in place of those before. Where a language has none, the directory’s is shown',
    ),
  aliases: z
    .array(line(LONGEST_NAME))
    .max(MOST_ALIASES, `Give at most ${MOST_ALIASES} other names.`)
    .meta({ type: 'Texts' })
    .nullish()
    .describe(
      `What else people call it, in any language: for finding, never for letters; at most ${MOST_ALIASES}`,
    ),
  formerNames: z
    .array(z.object({ until: calendarDay, language, name: line(LONGEST_NAME) }))
    .max(MOST_FORMER_NAMES, `Give at most ${MOST_FORMER_NAMES} former names.`)
    .meta({ type: 'FormerNames' })
    .nullish()
    .describe(`What it was called until a day; at most ${MOST_FORMER_NAMES}`),
  sortNames: z
    .array(z.object({ language, name: line(LONGEST_NAME) }))
    .max(NAME_LANGUAGES.length, ONE_EACH)
    .refine(eachOnce, ONE_EACH)
    .meta({ type: 'SortNames' })
    .nullish()
    .describe('Its own place in lists: where an organisation of this name would stand'),
  countryCode: countryCode.nullish().describe('Where it is at home; null: as the directory has it'),
  parentId: validId.nullish().describe('The organisation that it is a part of'),
  webSite: optionalLine(500)
    .refine(
      (text) => text === null || WEB_SITE.test(text),
      'Give the whole address of the page, https://example.org.',
    )
    .nullish()
    .describe('The address of its pages, with https://'),
  mailDomains: z
    .array(
      line(253)
        .transform((text) => domainInAscii(text.replace(/^@/, '').toLowerCase()) ?? '')
        .refine((text) => text !== '', 'Give the part of an address behind the @, example.org.'),
    )
    .max(MOST_DOMAINS, `Give at most ${MOST_DOMAINS} domains.`)
    .meta({ type: 'Texts' })
    .nullish()
    .describe(`What stands behind the @ of its people’s addresses; at most ${MOST_DOMAINS}`),
  isListed: z
    .boolean()
    .nullish()
    .describe(
      'Whether bodies find it by its names; they see nothing else of it. Left out or null: as before; at first they do not',
    ),
} as const;

export const organisationInput = z.object(ORGANISATION_INPUT);
export type OrganisationInput = z.output<typeof organisationInput>;

export const CONTACTS = z
  .array(
    z.object({
      list: line(100),
      name: line(200),
      role: optionalLine(200).nullish(),
      email: emailAddress.nullish(),
      telephone: optionalLine(50).nullish(),
    }),
  )
  .max(MOST_CONTACTS, `Give at most ${MOST_CONTACTS} contacts.`)
  .meta({ type: 'Contacts' });

/** Names by language out of a list of input. */
export const namesFrom = <One extends { readonly language: string }>(
  list: readonly One[],
  nameOf: (one: One) => string | null | undefined,
): Names =>
  Object.fromEntries(
    list.flatMap((one) => {
      const name = nameOf(one) ?? null;
      return name === null ? [] : [[one.language, name]];
    }),
  );
