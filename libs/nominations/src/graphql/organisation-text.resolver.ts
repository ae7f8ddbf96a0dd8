import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { asUser, type Page } from '#libs/kernel';
import { Access, batched, type GraphQLContext, ListSize, PageArgs, type ReadMany } from '#libs/platform';
import { OrganisationSuggestionType, type Suggestion, Suggestions } from '#libs/organisations';
import { GetNomination } from '../queries/get-nomination.js';
import { type NominationView } from '../queries/nomination-view.js';
import {
  MOST_OF_TEXT,
  OrganisationTexts,
  type OrganisationText,
  textKey,
} from '../queries/organisation-texts.js';
import { MatchOrganisationText } from '../use-cases/match-organisation-text.js';
import { NominationType } from './nomination.type.js';
import {
  MatchOrganisationTextInput,
  MatchOrganisationTextPayload,
  type MatchOrganisationTextRequest,
  OrganisationTextConnection,
  OrganisationTextType,
} from './organisation-text.type.js';

/** What is offered for one text. */
const MOST_OFFERED = 5;
/** What the nominations of a text are charged as: as many as usually have the same. */
const USUAL = 3;
const HOST = ['HOST_ADMINISTRATOR', 'HOST_OFFICER', 'HOST_APPROVER', 'AUDITOR'] as const;

/** What bodies have typed for organisations, and which ones the host says these are. */
@Resolver(() => OrganisationTextType)
export class OrganisationTextResolver {
  constructor(
    private readonly texts: OrganisationTexts,
    private readonly suggestions: Suggestions,
    private readonly match: MatchOrganisationText,
    private readonly get: GetNomination,
  ) {}

  @Query(() => OrganisationTextConnection, {
    description:
      'Texts of nominations that name no organisation yet, by their letters; `matchOrganisationText` says which one each is. For the host and auditors',
  })
  @Access.role(...HOST)
  organisationTexts(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() page: PageArgs,
    @Context() { actor }: GraphQLContext,
  ): Promise<Page<OrganisationText>> {
    return this.texts.list(actor, conferenceId, page);
  }

  @ResolveField(() => [NominationType], {
    description: `Those that have the text and name no organisation yet, at most ${MOST_OF_TEXT}`,
  })
  @ListSize(USUAL)
  async nominations(
    text: OrganisationText,
    _args: object,
    context: GraphQLContext,
  ): Promise<readonly NominationView[]> {
    const ids = (await batched(context, this.texts.nominationsOf, textKey(text))) ?? [];
    const found = await Promise.all(ids.map((id) => batched(context, this.get.byIds, id)));
    return found.filter((nomination) => nomination !== undefined);
  }

  @ResolveField(() => [OrganisationSuggestionType], {
    name: 'suggestions',
    description: `What it may mean, the best first, at most ${MOST_OFFERED}, in the first language of the conference: what has its words among its names, or else a name that is likely the same`,
  })
  @ListSize(MOST_OFFERED)
  async offered(
    text: OrganisationText,
    _args: object,
    context: GraphQLContext,
  ): Promise<readonly Suggestion[]> {
    return (await batched(context, this.offers, textKey(text))) ?? [];
  }

  @Mutation(() => MatchOrganisationTextPayload.type, {
    description:
      'Says which organisation it is that bodies have typed: at all nominations with the text that name none yet, or at some. The text stays as it was typed; no version moves and nobody is told. For officers and administrators of the host',
  })
  @Access.signedIn()
  matchOrganisationText(
    @Args('input', { type: () => MatchOrganisationTextInput })
    { idempotencyKey, ...input }: MatchOrganisationTextRequest,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return MatchOrganisationTextPayload.answer(async () => ({
      matchedCount: await this.match.run(asUser(actor), idempotencyKey, input),
    }));
  }

  private readonly offers: ReadMany<readonly Suggestion[]> = async (actor, keys) => {
    const offers = new Map<string, readonly Suggestion[]>();
    const conferences = new Set(keys.map((key) => key.split(' ', 1)[0] ?? ''));
    for (const conferenceId of conferences) {
      const finder = await this.suggestions.finder(actor, conferenceId, null);
      for (const of of keys.filter((key) => key.startsWith(`${conferenceId} `))) {
        const typed = of.slice(conferenceId.length + 1);
        const named = finder.named(typed);
        offers.set(of, (named.length > 0 ? named : finder.likelySame(typed)).slice(0, MOST_OFFERED));
      }
    }
    return offers;
  };
}
