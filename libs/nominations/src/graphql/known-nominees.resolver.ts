import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { searchTerm } from '#libs/kernel';
import { suggestLatinName } from '#libs/names';
import { Access, type GraphQLContext } from '#libs/platform';
import { describeReason } from '#libs/screening';
import { GetNomination } from '../queries/get-nomination.js';
import { KnownNominees } from '../queries/known-nominees.js';
import { BadgeNameSuggestionType, KnownNomineeType } from './nomination.type.js';

/** The longest name for a badge that a nomination takes. */
const LONGEST_NAME = 200;
const TYPED = { type: () => String, nullable: true } as const;

/** What a body is told of its own nominations while it types the next one. */
@Resolver()
export class KnownNomineesResolver {
  constructor(
    private readonly known: KnownNominees,
    private readonly get: GetNomination,
  ) {}

  @Query(() => [KnownNomineeType], {
    description:
      "Whom the caller's own body has nominated already with this address or a name like this one, the likeliest first; at most 5",
  })
  @Access.signedIn()
  async knownNominees(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args('bodyId', { type: () => ID }) bodyId: string,
    @Args('name', { ...TYPED, description: 'The name that was typed; null: none yet' }) name: string | null,
    @Args('email', { ...TYPED, description: 'The address that was typed; null: none yet' })
    email: string | null,
    @Args('exceptId', {
      type: () => ID,
      nullable: true,
      description: 'A nomination that is left out: the one that is being changed',
    })
    exceptId: string | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<object[]> {
    const found = await this.known.run(actor, { conferenceId, bodyId, name, email, exceptId });
    const nominations = await this.get.runMany(
      actor,
      found.map(({ nominationId }) => nominationId),
    );
    return found.flatMap(({ reasonCodes }, index) => {
      const nomination = nominations[index] ?? null;
      return nomination === null
        ? []
        : [{ nomination, reasonCodes, reasons: reasonCodes.map((code) => describeReason[code]) }];
    });
  }
  @Query(() => BadgeNameSuggestionType, {
    nullable: true,
    description:
      'A name for the badge for a name in other letters, at most 200 characters of it. Null where a machine would only guess: Latin letters already, scripts written without vowels, Japanese characters. Reads and keeps nothing',
  })
  @Access.signedIn()
  badgeNameSuggestion(
    @Args('name', { type: () => String, description: 'A name in whichever script, at most 200 characters' })
    name: string,
  ): BadgeNameSuggestionType | null {
    const suggestion = suggestLatinName(searchTerm(name, ['name']));
    return suggestion === null || suggestion.length > LONGEST_NAME ? null : { name: suggestion };
  }
}
