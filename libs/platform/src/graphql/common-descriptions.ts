import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';

/** What an argument or an input's field of this name means, wherever it says nothing of its own. */
const ASKED: Readonly<Record<string, string>> = {
  id: 'The id of what this is about',
  input: 'What is asked for, with the key that makes it safe to send again',
  first: 'How many entries the page has at most: 1 to 100',
  after: 'The `endCursor` of the page before; null for the first page',
  last: 'How many entries the page has at most, counted from the end: 1 to 100',
  before: 'The `startCursor` of the page behind',
  filter: 'Which entries are asked for; what is left out or null does not restrict them',
  orderBy: 'In which order the entries come',
  token: 'The secret behind the # of the link that the person was sent',
  conferenceId: 'The conference',
  bodyId: 'The body',
  bodyIds: 'Of these bodies alone, at most 100',
  constituencyId: 'The constituency, of the same conference',
  constituencyIds: 'Of these constituencies alone, at most 100',
  nominationId: 'The nomination',
  language: 'A language as a BCP 47 tag: `fr`',
  version:
    'The `version` as it was read. Where it has moved since, the answer is VERSION_CONFLICT and nothing is done',
};

/** What a field of this name gives, wherever it says nothing of its own. */
const GIVEN: Readonly<Record<string, string>> = {
  id: 'Unique over all types, and for ever',
  conference: 'The conference that it belongs to',
  body: 'The body whose it is',
  constituency: 'The constituency that it counts for',
  nomination: 'The nomination that it is about',
  language: 'A BCP 47 tag: `fr`',
  createdAt: 'When it was made',
};

const ROOTS: Readonly<Record<string, string>> = {
  Query: 'What can be read. What the caller may not see is not there: it answers like what does not exist',
  Mutation:
    'What can be done. Each takes a key that makes it safe to send again, and answers why it was not done in `errors`',
  Subscription: 'What can be followed, over WebSocket (graphql-transport-ws) or server-sent events',
};

const SCHEMA =
  'Plenary: how several institutions organise one international conference. README, "A tour of the main job", shows how to begin';

const CONNECTION: Readonly<Record<string, string>> = {
  nodes: 'The entries of the page',
  edges: 'The entries of the page, each with its cursor',
  pageInfo: 'Where the page lies in the list',
};

const EDGE: Readonly<Record<string, string>> = {
  node: 'The entry',
  cursor: 'Where the entry lies in the list: for `after` and `before`',
};

/**
 * Says what names mean that mean the same everywhere (pages, ids, keys, what mutations answer), so that each is said
 * once. What a type or field says of itself stays.
 */
export function withCommonDescriptions(schema: GraphQLSchema): GraphQLSchema {
  schema.description ??= SCHEMA;
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isIntrospectionType(type)) describe(type);
  }
  return schema;
}

function describe(type: GraphQLNamedType): void {
  if (isInputObjectType(type)) {
    const mutation = /^(.+)Input$/.exec(type.name)?.[1];
    if (mutation !== undefined && 'idempotencyKey' in type.getFields()) {
      type.description ??= `What \`${uncapitalised(mutation)}\` is asked`;
    }
    for (const field of Object.values(type.getFields())) fill(field, ASKED[field.name]);
  }
  type.description ??= ROOTS[type.name];
  if (isObjectType(type)) describeObject(type);
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  for (const field of Object.values(type.getFields())) {
    fill(field, GIVEN[field.name]);
    for (const argument of field.args) fill(argument, ASKED[argument.name]);
  }
}

function describeObject(type: GraphQLObjectType): void {
  const [, of = '', form] = /^(.+)(Connection|Edge|Payload)$/.exec(type.name) ?? [];
  if (form === undefined) return;
  const fields = Object.values(type.getFields());
  if (form === 'Payload') {
    type.description ??= `What \`${uncapitalised(of)}\` answers`;
    for (const field of fields) {
      fill(
        field,
        field.name === 'errors'
          ? 'Why it was not done; empty: it was done'
          : 'As it is now; null where the mutation was refused',
      );
    }
    return;
  }
  type.description ??= form === 'Edge' ? `An entry of a page, with its cursor` : `A page of a list`;
  for (const field of fields) fill(field, (form === 'Edge' ? EDGE : CONNECTION)[field.name]);
}

function fill(
  place: GraphQLField<unknown, unknown> | GraphQLInputField | GraphQLArgument,
  description: string | undefined,
): void {
  place.description ??= description;
}

const uncapitalised = (name: string): string => `${name[0]?.toLowerCase() ?? ''}${name.slice(1)}`;
