import { CriticalityLevel, diff } from '@graphql-inspector/core';
import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';

/** What takes a client by surprise, let through before 1.0 because it mends what would be dearer to keep. Emptied by each release. */
export interface Exception {
  /** As the check tells it: `Nomination.rank`. */
  readonly path: string;
  readonly reason: string;
}

const SCALAR_OF_ANSWERS = 'Inputs have the scalar that answers have, so that what is read can be sent again';

export const EXCEPTIONS: readonly Exception[] = [
  'CorrectEmailInput.email',
  'CorrectPersonInput.country',
  'CorrectPersonInput.language',
  'GrantRoleInput.email',
  'GrantRoleInput.language',
  'NominationFilter.emails',
  'PersonInput.country',
  'PersonInput.email',
  'PersonInput.language',
  'UpdatePersonInput.country',
  'UpdatePersonInput.email',
  'UpdatePersonInput.language',
].map((path) => ({ path, reason: SCALAR_OF_ANSWERS }));

/** How every reason of `@deprecated` is worded: what to use instead, since when, and until when both are there. */
const DEPRECATION = /^Use `([^`]+)`[^`]*\. Since (\d{4}-\d\d-\d\d), until (\d{4}-\d\d-\d\d)$/;
const SIDE_BY_SIDE_MONTHS = 6;

export interface Deprecation {
  readonly path: string;
  readonly reason: string;
}

interface Part {
  readonly path: string;
  /** The type that it gives or takes; a value of an enum has none. */
  readonly type: GraphQLNamedType | undefined;
  readonly deprecationReason: string | null | undefined;
}

/** Every field, argument and value of a schema. */
function partsOf(schema: GraphQLSchema): Part[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  return types.flatMap((type): Part[] => {
    if (isEnumType(type))
      return type.getValues().map(({ name, deprecationReason }) => ({
        path: `${type.name}.${name}`,
        type: undefined,
        deprecationReason,
      }));
    if (isInputObjectType(type))
      return Object.values(type.getFields()).map((field) => part(`${type.name}.${field.name}`, field));
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => {
      const path = `${type.name}.${field.name}`;
      return [part(path, field), ...field.args.map((argument) => part(`${path}.${argument.name}`, argument))];
    });
  });
}

type Field = {
  readonly type: Parameters<typeof getNamedType>[0];
  readonly deprecationReason?: string | null;
};
const part = (path: string, { type, deprecationReason }: Field): Part => ({
  path,
  type: getNamedType(type),
  deprecationReason,
});

export const deprecationsIn = (schema: GraphQLSchema): Deprecation[] =>
  partsOf(schema).flatMap(({ path, deprecationReason: reason }) =>
    typeof reason === 'string' ? [{ path, reason }] : [],
  );

/** What is wrong with how something is deprecated; undefined: nothing. */
export function faultOf({ path, reason }: Deprecation, schema: GraphQLSchema): string | undefined {
  const [, replacement, since = '', until = ''] = DEPRECATION.exec(reason) ?? [];
  if (replacement === undefined)
    return `${path}: "${reason}" is not "Use \`Type.field\`. Since YYYY-MM-DD, until YYYY-MM-DD"`;
  const isThere =
    partsOf(schema).some((one) => one.path === replacement) || schema.getType(replacement) !== undefined;
  if (!isThere) return `${path}: there is no ${replacement}`;
  return new Date(until) < monthsAfter(since)
    ? `${path}: both are there for less than six months`
    : undefined;
}

function monthsAfter(day: string): Date {
  const date = new Date(day);
  date.setUTCMonth(date.getUTCMonth() + SIDE_BY_SIDE_MONTHS);
  return date;
}

/** What is read of a change; the package leaves the type of its kind open. */
interface Told {
  readonly type: string;
  readonly path?: string;
  readonly message: string;
  readonly criticality: { readonly level: CriticalityLevel };
}

/**
 * What of the changes since the release breaks a client that works with it, though nothing was deprecated, or not for long enough
 * by `today` (a day as text).
 */
export async function breaksBetween(
  released: GraphQLSchema,
  now: GraphQLSchema,
  today: string,
): Promise<{ readonly path: string; readonly message: string }[]> {
  const before = partsOf(released);
  const isDue = ({ deprecationReason }: Part): boolean =>
    (DEPRECATION.exec(deprecationReason ?? '')?.[3] ?? '9999') <= today;
  /** Something gone whose end was told; a type goes with the last that gives or takes it. */
  const wasTold = ({ type, path = '' }: Told): boolean => {
    if (!/_REMOVED$/.test(type)) return false;
    if (type === 'TYPE_REMOVED') return before.filter((one) => one.type?.name === path).every(isDue);
    const one = before.find((candidate) => candidate.path === path);
    return one !== undefined && isDue(one);
  };
  const changes: readonly Told[] = await diff(released, now);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .filter((change) => !wasTold(change))
    .map(({ path = '', message }) => ({ path, message }));
}
