import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isEmailAddress } from '#libs/kernel';

// RFC 3339 with a mandatory zone; fractions down to what a timestamptz keeps.
const DATE_TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const COUNTRY = /^[A-Z]{2}$/;

/** A scalar that travels as text and is checked on its way in. */
function textScalar<Internal>(options: {
  readonly name: string;
  readonly description: string;
  readonly mistake: string;
  readonly parse: (text: string) => Internal | undefined;
  readonly serialize: (value: unknown) => string;
}): GraphQLScalarType<Internal, string> {
  const read = (value: unknown, node?: ValueNode): Internal => {
    const parsed = typeof value === 'string' ? options.parse(value) : undefined;
    if (parsed === undefined) throw new GraphQLError(options.mistake, { nodes: node });
    return parsed;
  };
  return new GraphQLScalarType({
    name: options.name,
    description: options.description,
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

function parseDateTime(text: string): Date | undefined {
  if (!DATE_TIME.test(text)) return undefined;
  const date = new Date(text);
  // JavaScript turns 31 November into 1 December; a person who typed it made a mistake.
  const day = Number(text.slice(8, 10));
  const daysInMonth = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  return Number.isNaN(date.getTime()) || day > daysInMonth ? undefined : date;
}

/** Comes in as a `Date`; goes out as a `Date` or as ISO 8601 text that the database has formatted already. */
export const DateTime = textScalar<Date>({
  name: 'DateTime',
  description: 'A date and time in ISO 8601 with a zone, e.g. 2011-11-01T09:00:00Z',
  mistake: 'Write a date and time with its zone, like 2011-11-01T09:00:00Z.',
  parse: parseDateTime,
  serialize: (value) => (value instanceof Date ? value.toISOString() : textOnly(value)),
});

export const EmailAddress = textScalar<string>({
  name: 'EmailAddress',
  description: 'One e-mail address, without display name or comment, at most 254 characters',
  mistake: 'Enter one e-mail address, like name@example.org.',
  parse: (text) => (isEmailAddress(text) ? text : undefined),
  serialize: textOnly,
});

export const CountryCode = textScalar<string>({
  name: 'CountryCode',
  description: 'ISO 3166-1 alpha-2 country code, e.g. GB',
  mistake: 'Enter a country code of two capital letters, like GB.',
  parse: (text) => (COUNTRY.test(text) ? text : undefined),
  serialize: textOnly,
});

export const LanguageTag = textScalar<string>({
  name: 'LanguageTag',
  description: 'BCP 47 language tag, e.g. fr',
  mistake: 'Enter a language tag, like fr or pt-BR.',
  parse: canonicalLanguage,
  serialize: textOnly,
});
