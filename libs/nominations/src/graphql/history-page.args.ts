import { ArgsType, Field, Int } from '@nestjs/graphql';
import { type PageRequest } from '#libs/kernel';

/** Entries of a nomination's history where a client names no number: lists ask for as much of each row. */
export const HISTORY_PAGE = 20;

@ArgsType()
export class HistoryPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many entries the page has at most: 1 to 100; ${HISTORY_PAGE} where neither \`first\` nor \`last\` is given`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;

  @Field(() => Int, { nullable: true })
  last?: number | null;

  @Field(() => String, { nullable: true })
  before?: string | null;
}

/** With the number of entries, where none is named. */
export function historyPage({ first, after, last, before }: HistoryPageArgs): PageRequest {
  if ((first ?? last ?? null) !== null) return { first, after, last, before };
  return (before ?? null) === null ? { first: HISTORY_PAGE, after } : { last: HISTORY_PAGE, after, before };
}
