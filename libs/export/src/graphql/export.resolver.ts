import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { Access, type GraphQLContext } from '#libs/platform';
import { ExportLists } from '../export-lists.js';
import { EXPORT_LANGUAGES } from '../list.js';
import { columnsFor, isOffered } from '../make-export.js';
import { ExportListType } from './export-list.type.js';

@Resolver()
export class ExportResolver {
  constructor(private readonly lists: ExportLists) {}

  @Query(() => [ExportListType], {
    description:
      'The lists of a conference that can be had as files, at most 10, with the columns that the caller may choose',
  })
  @Access.signedIn()
  exportLists(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Context() { actor }: GraphQLContext,
  ): ExportListType[] {
    const user = asUser(actor);
    const offered = this.lists.all().filter((list) => isOffered(user, list, conferenceId));
    return offered.map((list) => ({
      name: list.name,
      columns: columnsFor(user, list, conferenceId).map(({ key, words, isExtra }) => ({
        key,
        isUsual: isExtra !== true,
        headings: EXPORT_LANGUAGES.map((language) => ({ language, text: words[language] })),
      })),
    }));
  }
}
