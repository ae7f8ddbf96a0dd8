import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type Actor, asUser, type Page, Refusal } from '#libs/kernel';
import {
  Access,
  asActor,
  askedLanguage,
  type GraphQLContext,
  LanguageTag,
  ListSize,
  Nodes,
  PageArgs,
} from '#libs/platform';
import { type OrganisationView } from '../catalogue/organisation-view.js';
import { Organisations } from '../queries/organisations.js';
import { MOST_SUGGESTED, type Suggestion, Suggestions } from '../queries/suggestions.js';
import { CreateOrganisation } from '../use-cases/create-organisation.js';
import {
  CreateOrganisationInput,
  CreateOrganisationPayload,
  type CreateOrganisationRequest,
} from './organisation.inputs.js';
import {
  OrganisationConnection,
  OrganisationFilterInput,
  OrganisationSuggestionType,
} from './organisation.type.js';

const HOST = ['HOST_ADMINISTRATOR', 'HOST_OFFICER', 'HOST_APPROVER', 'AUDITOR'] as const;
const LANGUAGE = { type: () => LanguageTag, nullable: true } as const;

@Resolver()
export class OrganisationResolver {
  constructor(
    private readonly found: Organisations,
    private readonly suggestions: Suggestions,
    private readonly create: CreateOrganisation,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'Organisation', read: asActor(found.byIds) });
  }

  @Query(() => OrganisationConnection, {
    description:
      'Organisations of a conference in the protocol order of a language, letter by letter without spaces, hyphens and apostrophes; with a search the best first, whichever of their names was typed. For the host and auditors. Merged ones are found as what they were merged into',
  })
  @Access.role(...HOST)
  organisations(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args('language', { ...LANGUAGE, description: 'In whose order; left out: the first of the conference' })
    language: string | null,
    @Args('filter', { type: () => OrganisationFilterInput, nullable: true })
    filter: OrganisationFilterInput | null,
    @Args() page: PageArgs,
    @Context() { actor }: GraphQLContext,
  ): Promise<Page<OrganisationView>> {
    return this.found.list(actor, conferenceId, {
      ...page,
      filter: filter ?? {},
      language: askedLanguage(language),
    });
  }

  @Query(() => [OrganisationSuggestionType], {
    description: `What somebody may mean by what they type, the best first: governments and international organisations of the directory, and of the conference’s own, for the host all, for bodies those that it lists; at most ${MOST_SUGGESTED}`,
  })
  @ListSize(MOST_SUGGESTED)
  @Access.signedIn()
  organisationSuggestions(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args('typed', { description: 'Any name, or its beginning, at most 200 characters' }) typed: string,
    @Args('language', { ...LANGUAGE, description: 'Of the names; left out: the first of the conference' })
    language: string | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<readonly Suggestion[]> {
    return this.suggestions.find(actor, conferenceId, { typed, language: askedLanguage(language) });
  }

  @Mutation(() => CreateOrganisationPayload.type, {
    description:
      'Adds an organisation to a conference: one of the directory, which it follows where nothing is said, or one that the host describes. Where others are likely the same, the answer is LIKELY_SAME with these, and nothing is added unless `allowsLikelySame` is true',
  })
  @Access.signedIn()
  createOrganisation(
    @Args('input', { type: () => CreateOrganisationInput })
    { idempotencyKey, ...input }: CreateOrganisationRequest,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return CreateOrganisationPayload.answer(async () => {
      try {
        const { id } = await this.create.run(asUser(actor), idempotencyKey, input);
        return { organisation: await this.found.organisation(actor, id) };
      } catch (error) {
        throw await this.told(actor, error);
      }
    });
  }

  /** A refusal with the organisations that it is about. */
  private async told(actor: Actor, error: unknown): Promise<unknown> {
    const ids = error instanceof Refusal ? error.extras.likelySameIds : undefined;
    if (!(error instanceof Refusal) || !Array.isArray(ids)) return error;
    const found = await this.found.byIds(actor, ids as string[]);
    const likelySame = (ids as string[]).flatMap((id) => found.get(id) ?? []);
    return new Refusal(error.code, error.message, error.path, { likelySame });
  }
}
