import {
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from 'graphql';

export interface RootQuery {
  readonly name: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** By the names of root field and argument; undefined leaves an argument out, and a field whose argument must be given. */
export type ArgumentValues = (field: string, argument: string) => readonly unknown[] | undefined;

/** Everything that a root field answers, so many levels deep, without fields that need arguments or are left out. */
function selection(
  field: GraphQLField<unknown, unknown>,
  depth: number,
  without: ReadonlySet<string>,
): string {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return '';
  if (!isObjectType(type)) return '{ __typename }';
  const inner = Object.values(type.getFields())
    .filter(({ name, args }) => args.length === 0 && !without.has(name))
    .filter((child) => depth > 0 || !isCompositeType(getNamedType(child.type)))
    .map((child) => `${child.name} ${selection(child, depth - 1, without)}`);
  return `{ ${inner.join(' ') || '__typename'} }`;
}

/** Every query of the schema once for each combination of values, so many levels deep. */
export function rootQueries(
  schema: GraphQLSchema,
  values: ArgumentValues,
  { depth, without = [] }: { readonly depth: number; readonly without?: readonly string[] },
): RootQuery[] {
  const left = new Set(without);
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
    const choices = field.args.map((arg) => ({ arg, given: values(field.name, arg.name) }));
    const bare = choices.find(({ arg, given }) => given === undefined && isNonNullType(arg.type));
    if (bare !== undefined) throw new Error(`Say what ${field.name} is asked with for ${bare.arg.name}`);
    const used = choices.filter(({ given }) => given !== undefined);
    const declared = used.map(({ arg }) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const passed = used.map(({ arg }) => `${arg.name}: $${arg.name}`).join(', ');
    const brackets = (text: string): string => (text === '' ? '' : `(${text})`);
    const text = `query ${brackets(declared)} { ${field.name} ${brackets(passed)} ${selection(field, depth, left)} }`;
    return combinations(used.map(({ arg, given }) => [arg.name, given ?? []] as const)).map((variables) => ({
      name: field.name,
      text,
      variables,
    }));
  });
}

function combinations(
  choices: readonly (readonly [string, readonly unknown[]])[],
): Record<string, unknown>[] {
  return choices.reduce<Record<string, unknown>[]>(
    (found, [name, values]) => found.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}
