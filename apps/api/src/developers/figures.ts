import { MOST_API_TOKENS } from '#libs/access';
import { CHANGES_KEPT_DAYS, TOLD_ACTIONS } from '#libs/audit';
import { DEFAULT_PAGE, MAX_PAGE, MOST_COUNTED, REFUSAL_CODES, REFUSAL_EXTRAS } from '#libs/kernel';
import { API_ERROR_CODES, API_FIGURES, GRAPHQL_ERROR_CODES, MOST_MANY } from '#libs/platform';
import { type GraphQLSchema, isScalarType, isSpecifiedScalarType } from 'graphql';

/** What an installation decides by itself. */
export interface Installation {
  readonly publicUrl: string;
  /** CALLER_OBJECTS_PER_SECOND. */
  readonly objectsPerSecond: number;
  /** CONNECTIONS_PER_ADDRESS and CONNECTIONS_PER_CALLER; absent: their defaults. */
  readonly connections?: { readonly ofAddress: number; readonly ofUser: number };
}

/** What a page may name as `{{name}}`: each figure and each list stands in the code or the schema, and nowhere else. */
export type Figures = Readonly<Record<string, string>>;

/** Everything that pages may name, as it is at this installation. Lists are tables in Markdown. */
export function figuresOf(
  { publicUrl, objectsPerSecond, connections }: Installation,
  schema: GraphQLSchema,
): Figures {
  const figures: Record<string, string | number> = {
    ...API_FIGURES,
    ...(connections === undefined
      ? {}
      : { 'sockets.ofAddress': connections.ofAddress, 'sockets.ofUser': connections.ofUser }),
    url: publicUrl,
    websocketUrl: publicUrl.replace(/^http/, 'ws'),
    'budget.perSecond': objectsPerSecond,
    'budget.atOnce': objectsPerSecond * API_FIGURES['budget.burstSeconds'],
    'budget.inHeader': `${objectsPerSecond * API_FIGURES['budget.burstSeconds']}`,
    'pages.default': DEFAULT_PAGE,
    'pages.most': MAX_PAGE,
    'pages.counted': MOST_COUNTED,
    'changes.keptDays': CHANGES_KEPT_DAYS,
    'tokens.most': MOST_API_TOKENS,
    'many.most': MOST_MANY,
    'table.refusals': tableOf(['Code', 'What it means, and what to do'], REFUSAL_CODES),
    'table.refusalFields': tableOf(['Field', 'What it has'], REFUSAL_EXTRAS),
    'table.apiErrors': tableOf(['Code', 'What it means, and what to do'], {
      ...API_ERROR_CODES,
      ...GRAPHQL_ERROR_CODES,
    }),
    'table.changeKinds': tableOf(['Of', 'What happens'], kindsBySubject(TOLD_ACTIONS)),
    'table.scalars': tableOf(['Scalar', 'What it is'], scalarsOf(schema)),
  };
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      typeof value === 'number' ? value.toLocaleString('en') : value,
    ]),
  );
}

const PLACEHOLDER = /\{\{([a-zA-Z][\w.-]*)\}\}/g;

/** The text with its figures in place. @throws Error that names what no figure is called. */
export const fill = (source: string, figures: Figures): string =>
  source.replace(PLACEHOLDER, (_all, name: string) => {
    const value = figures[name];
    if (value === undefined) throw new Error(`No figure is called "${name}"`);
    return value;
  });

/** `nomination.created` and `nomination.submitted` stand in one row, `nomination`. */
function kindsBySubject(kinds: readonly string[]): Record<string, string> {
  const rows: Record<string, string> = {};
  for (const kind of kinds) {
    const [subject = kind] = kind.split('.', 1);
    rows[subject] = [...(rows[subject] === undefined ? [] : [rows[subject]]), `\`${kind}\``].join(', ');
  }
  return rows;
}

const scalarsOf = (schema: GraphQLSchema): Record<string, string> =>
  Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
      .map(({ name, description }) => [name, description ?? '']),
  );

function tableOf([left, right]: readonly [string, string], rows: Readonly<Record<string, string>>): string {
  const lines = Object.entries(rows).map(([name, text]) => `| \`${name}\` | ${inCell(text)} |`);
  return [`| ${left} | ${right} |`, '|---|---|', ...lines].join('\n');
}

/** Text that stays within its cell. */
export const inCell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
