import { ArgsType, Field, type FieldMiddleware, Int, ObjectType } from '@nestjs/graphql';
import { DEFAULT_PAGE, MOST_COUNTED, type Page } from '#libs/kernel';
import { declareObjectType } from './object-type.js';

/** Where a page of a connection lies in its list. */
@ObjectType('PageInfo', { description: 'Where a page lies in its list' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether there is more behind it' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether there is more before it' })
  hasPreviousPage: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first entry: `before` of the page before; null of an empty page',
  })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last entry: `after` of the next page; null of an empty page',
  })
  endCursor: string | null;
}

/** How many entries a page has where the caller names no number. */
export const pageSizeWords = (otherwise: number): string =>
  `How many entries the page has at most: 1 to 100; ${otherwise} where neither \`first\` nor \`last\` is given`;

/** Arguments of a list that is read both ways, but for `first`: its description says how many there are where nobody says so. */
@ArgsType()
export abstract class PagePlaceArgs {
  @Field(() => String, { nullable: true })
  after?: string | null;

  @Field(() => Int, { nullable: true })
  last?: number | null;

  @Field(() => String, { nullable: true })
  before?: string | null;
}

/** `@Args() page: PageArgs` gives a root field `first`, `after`, `last` and `before`: what the kernel's `sliceOf` reads. */
@ArgsType()
export class PageArgs extends PagePlaceArgs {
  // Without a default in the schema: whoever says `last` has not said `first`.
  @Field(() => Int, { nullable: true, description: pageSizeWords(DEFAULT_PAGE) })
  first?: number | null;
}

/** The arguments of a list that is read forwards alone: `first` (1 to 100, default 50) and `after`. */
@ArgsType()
export class ForwardPageArgs {
  @Field(() => Int, { nullable: true, defaultValue: DEFAULT_PAGE })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}

const counted: FieldMiddleware<Page<unknown>> = ({ source }) => source.totalCount();

/**
 * Declares `XConnection` and `XEdge` for a node type; resolvers answer with the kernel's `Page`. `totalCount` runs its
 * query only when a client asks for it.
 */
export function connectionOf(name: string, node: () => new () => object): new () => object {
  const edge = declareObjectType(`${name}Edge`, undefined, {
    cursor: { type: () => String },
    node: { type: node },
  });
  return declareObjectType(`${name}Connection`, undefined, {
    nodes: { type: () => [node()] },
    edges: { type: () => [edge] },
    pageInfo: { type: () => PageInfoType },
    totalCount: {
      type: () => Int,
      options: {
        description: `All entries, as far as they are counted: ${MOST_COUNTED + 1} stands for more than ${MOST_COUNTED.toLocaleString('en')}`,
        middleware: [counted as FieldMiddleware],
      },
    },
  });
}
