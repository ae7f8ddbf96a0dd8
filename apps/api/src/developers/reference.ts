import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { inCell } from './figures.js';
import { slugOf } from './render-markdown.js';

interface Chapter {
  readonly page: string;
  readonly title: string;
  readonly lead: string;
  readonly holds: (type: GraphQLNamedType) => boolean;
}

const ROOTS = ['Query', 'Mutation', 'Subscription'];
const isPartOfPage = ({ name }: GraphQLNamedType): boolean => /(Connection|Edge)$|^PageInfo$/.test(name);
const isAnswer = ({ name }: GraphQLNamedType): boolean => /(Payload|Error)$/.test(name);

/** The types of the schema, each in one chapter; the first that holds it has it. */
const TYPES: readonly Chapter[] = [
  {
    page: 'reference-answers',
    title: 'Answers of mutations',
    lead: 'Each mutation answers a payload with `errors`; an empty list says that it was done.',
    holds: (type) => isObjectType(type) && isAnswer(type),
  },
  {
    page: 'reference-pages',
    title: 'Pages of lists',
    lead: 'How they are read is told in [Pages and cursors](pages.md).',
    holds: (type) => isObjectType(type) && isPartOfPage(type),
  },
  {
    page: 'reference-objects',
    title: 'Objects',
    lead: 'What queries and mutations give.',
    holds: (type) => isObjectType(type) || isInterfaceType(type) || isUnionType(type),
  },
  {
    page: 'reference-inputs',
    title: 'Inputs',
    lead: 'What queries and mutations take.',
    holds: isInputObjectType,
  },
  { page: 'reference-enums', title: 'Enums', lead: 'Closed lists of words.', holds: isEnumType },
  {
    page: 'reference-scalars',
    title: 'Scalars',
    lead: 'Single values that are more than text.',
    holds: isScalarType,
  },
];

/** Pages of root fields, by the type. */
const ROOT_PAGES: readonly (readonly [type: string, page: string, title: string])[] = [
  ['Query', 'reference-queries', 'Queries'],
  ['Mutation', 'reference-mutations', 'Mutations'],
  ['Subscription', 'reference-subscriptions', 'Subscriptions'],
];

/** Pages of the reference, in the order of the contents. */
export const REFERENCE_PAGES: readonly (readonly [page: string, title: string])[] = [
  ...ROOT_PAGES.map(([, page, title]) => [page, title] as const),
  ...TYPES.map(({ page, title }) => [page, title] as const),
];

/** A page of the reference, made of the schema, in Markdown. */
export function referencePage(page: string, schema: GraphQLSchema): string {
  const root = ROOT_PAGES.find(([, name]) => name === page);
  if (root !== undefined) return rootPage(schema, root[0], root[2]);
  const chapter = TYPES.find((one) => one.page === page);
  if (chapter === undefined) throw new Error(`The reference has no page ${page}`);
  const types = typesOf(schema).filter((type) => chapterOf(type) === chapter);
  return [`# ${chapter.title}`, chapter.lead, ...types.map((type) => typeSection(schema, type))].join('\n\n');
}

const typesOf = (schema: GraphQLSchema): GraphQLNamedType[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !ROOTS.includes(type.name))
    .filter((type) => !isSpecifiedScalarType(type))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const chapterOf = (type: GraphQLNamedType): Chapter | undefined => TYPES.find(({ holds }) => holds(type));

function rootPage(schema: GraphQLSchema, name: string, title: string): string {
  const type = schema.getType(name);
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  const byName = [...fields].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [`# ${title}`, type?.description ?? '', ...byName.map(fieldSection)].join('\n\n');
}

const fieldSection = (field: GraphQLField<unknown, unknown>): string =>
  [
    `## ${field.name}`,
    described(field),
    `Gives ${typed(field.type)}.`,
    field.args.length === 0 ? '' : tableOf('Argument', field.args),
  ].join('\n\n');

function typeSection(schema: GraphQLSchema, type: GraphQLNamedType): string {
  return [`## ${type.name}`, type.description ?? '', ...partsOf(schema, type)].join('\n\n');
}

function partsOf(schema: GraphQLSchema, type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return [enumTable(type.getValues())];
  if (isInputObjectType(type)) return [tableOf('Field', Object.values(type.getFields()))];
  if (isInterfaceType(type) || isObjectType(type)) {
    const has = isInterfaceType(type) ? schema.getImplementations(type).objects : type.getInterfaces();
    const names = has.map(typed).join(', ');
    const of = isInterfaceType(type) ? `Implemented by ${names}.` : `Implements ${names}.`;
    return [...(has.length === 0 ? [] : [of]), tableOf('Field', Object.values(type.getFields()))];
  }
  if (isUnionType(type)) return [`One of ${type.getTypes().map(typed).join(', ')}.`];
  const url = isScalarType(type) ? type.specifiedByURL : null;
  return typeof url === 'string' ? [`Specified by [${url}](${url}).`] : [];
}

type Part = GraphQLArgument | GraphQLInputField | GraphQLField<unknown, unknown>;

function tableOf(head: string, parts: readonly Part[]): string {
  const rows = parts.map(
    (part) => `| \`${part.name}\` | ${typed(part.type)} | ${inCell(described(part) + defaultOf(part))} |`,
  );
  return [`| ${head} | Type | What it is |`, '|---|---|---|', ...rows].join('\n');
}

const enumTable = (values: readonly GraphQLEnumValue[]): string =>
  [
    '| Value | What it means |',
    '|---|---|',
    ...values.map((value) => `| \`${value.name}\` | ${inCell(described(value))} |`),
  ].join('\n');

function described(part: Part | GraphQLEnumValue): string {
  const { deprecationReason: reason } = part;
  const deprecated = typeof reason === 'string' ? `**Deprecated.** ${reason} ` : '';
  return `${deprecated}${part.description ?? ''}`;
}

function defaultOf(part: Part): string {
  if (!('defaultValue' in part) || part.defaultValue === undefined || part.defaultValue === null) return '';
  return `. Default: \`${typeof part.defaultValue === 'string' ? part.defaultValue : JSON.stringify(part.defaultValue)}\``;
}

/** A type, with a link to where it is described. */
function typed(type: GraphQLType): string {
  const named = getNamedType(type);
  const page = isSpecifiedScalarType(named) ? undefined : chapterOf(named)?.page;
  const text = inCell(`\`${String(type)}\``);
  return page === undefined ? text : `[${text}](${page}.md#${slugOf(named.name)})`;
}
