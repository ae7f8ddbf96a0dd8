import { ArgsType, Field, Int } from '@nestjs/graphql';
import { type PageRequest } from '#libs/kernel';
import { PagePlaceArgs, pageSizeWords } from '#libs/platform';

/** Entries of a nomination's history where a client names no number: lists ask for as much of each row. */
export const HISTORY_PAGE = 20;

@ArgsType()
export class HistoryPageArgs extends PagePlaceArgs {
  @Field(() => Int, { nullable: true, description: pageSizeWords(HISTORY_PAGE) })
  first?: number | null;
}

/** Notes of a nomination where a client names no number. */
export const NOTES_PAGE = 10;

@ArgsType()
export class NotesPageArgs extends PagePlaceArgs {
  @Field(() => Int, { nullable: true, description: pageSizeWords(NOTES_PAGE) })
  first?: number | null;
}

/** With the number of entries, where none is named. */
export function historyPage(
  { first, after, last, before }: HistoryPageArgs,
  otherwise = HISTORY_PAGE,
): PageRequest {
  if ((first ?? last ?? null) !== null) return { first, after, last, before };
  return (before ?? null) === null ? { first: otherwise, after } : { last: otherwise, after, before };
}
