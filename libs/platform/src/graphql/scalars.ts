import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isEmailAddress, Refusal } from '#libs/kernel';

// RFC 3339 with a mandatory zone; fractions down to what a timestamptz keeps.
const DATE_TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const COUNTRY = /^[A-Za-z]{2}$/;
const NO_LANGUAGE = 'Enter a language tag, like fr or pt-BR.';
// As it goes out.
const IN_MILLISECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const REFUSED = '. A text that is none is refused as INVALID_INPUT, by a mutation in its `errors`';

/** A scalar that travels as text and is read on its way in. */
function textScalar<Internal>(options: {
  readonly name: string;
  readonly description: string;
  /** Where its form is specified. */
  readonly specifiedBy: string;
  readonly mistake: string;
  /** What may be typed into a form: a text that is none goes on as it is, and is refused like any other that breaks a rule of its input. */
  readonly isTyped?: boolean;
  readonly parse: (text: string) => Internal | undefined;
  readonly serialize: (value: unknown) => string;
}): GraphQLScalarType<Internal, string> {
  const read = (value: unknown, node?: ValueNode): Internal => {
    const parsed = typeof value === 'string' ? options.parse(value) : undefined;
    if (parsed === undefined && options.isTyped === true && typeof value === 'string')
      return value as Internal;
    if (parsed === undefined) throw new GraphQLError(options.mistake, { nodes: node });
    return parsed;
  };
  return new GraphQLScalarType({
    name: options.name,
    description: options.description,
    specifiedByURL: options.specifiedBy,
    serialize: options.serialize,
    parseValue: (value) => read(value),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined, node),
  });
}

function textOnly(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError('Not a text');
}

function canonicalLanguage(tag: string): string | undefined {
  if (tag.length > 35) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** A language that a query is asked for, which may be left out. Refuses INVALID_INPUT what is no tag. */
export function askedLanguage(tag: string | null | undefined): string | null {
  if (tag === null || tag === undefined) return null;
  if (canonicalLanguage(tag) === undefined) throw new Refusal('INVALID_INPUT', NO_LANGUAGE, ['language']);
  return tag;
}

function parseDateTime(text: string): Date | undefined {
  if (!DATE_TIME.test(text)) return undefined;
  const date = new Date(text);
  // JavaScript turns 31 November into 1 December; a person who typed it made a mistake.
  const day = Number(text.slice(8, 10));
  const daysInMonth = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  return Number.isNaN(date.getTime()) || day > daysInMonth ? undefined : date;
}

/** The instant in UTC with milliseconds, from a `Date` or from text that the database has formatted, in microseconds maybe. */
function printDateTime(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  const text = textOnly(value);
  return IN_MILLISECONDS.test(text) ? text : new Date(text).toISOString();
}

/** Comes in as a `Date`; goes out in one form, to the millisecond. */
export const DateTime = textScalar<Date>({
  name: 'DateTime',
  description:
    'An instant in RFC 3339. Answers have it in UTC with milliseconds, 2011-11-01T09:00:00.000Z; requests in whichever zone, to the minute or finer: 2011-11-01T09:00+01:00',
  specifiedBy: 'https://www.rfc-editor.org/rfc/rfc3339',
  mistake: 'Write a date and time with its zone, like 2011-11-01T09:00:00Z.',
  parse: parseDateTime,
  serialize: printDateTime,
});

export const EmailAddress = textScalar<string>({
  name: 'EmailAddress',
  description: `One e-mail address, without display name or comment, at most 254 characters${REFUSED}`,
  isTyped: true,
  specifiedBy: 'https://www.rfc-editor.org/rfc/rfc6531',
  mistake: 'Enter one e-mail address, like name@example.org.',
  parse: (text) => (isEmailAddress(text) ? text : undefined),
  serialize: textOnly,
});

export const CountryCode = textScalar<string>({
  name: 'CountryCode',
  description: `ISO 3166-1 alpha-2 country code, e.g. GB; requests may have it in small letters${REFUSED}`,
  isTyped: true,
  specifiedBy: 'https://www.iso.org/iso-3166-country-codes.html',
  mistake: 'Enter a country code of two letters, like GB.',
  parse: (text) => (COUNTRY.test(text) ? text.toUpperCase() : undefined),
  serialize: textOnly,
});

export const LanguageTag = textScalar<string>({
  name: 'LanguageTag',
  description: `BCP 47 language tag, e.g. fr${REFUSED}`,
  isTyped: true,
  specifiedBy: 'https://www.rfc-editor.org/info/bcp47',
  mistake: NO_LANGUAGE,
  parse: canonicalLanguage,
  serialize: textOnly,
});

export const DateScalar = textScalar<string>({
  name: 'Date',
  description: 'A day of the calendar, without a time or zone, e.g. 2011-11-01',
  specifiedBy: 'https://www.rfc-editor.org/rfc/rfc3339',
  mistake: 'Enter a day, like 2011-11-01.',
  parse: (text) => (parseDateTime(`${text}T00:00:00Z`) === undefined ? undefined : text),
  serialize: textOnly,
});
