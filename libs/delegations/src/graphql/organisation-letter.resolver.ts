import { ResolveField, Resolver } from '@nestjs/graphql';
import { type DocumentView, IssuedDocumentType, MOST_OF_SUBJECT, ReadIssuedDocuments } from '#libs/issuing';
import { batched, type GraphQLContext, ListSize } from '#libs/platform';
import { type InvitationView } from '../queries/organisation-invitations.js';
import { LetterState, type LetterView } from '../queries/letter-state.js';
import { OrganisationInvitationType } from './organisation-invitation.type.js';
import { OrganisationLetterType } from './organisation-letter.type.js';

/** The letter of an invitation: as it would be, and as it was issued. */
@Resolver(() => OrganisationInvitationType)
export class OrganisationLetterResolver {
  constructor(
    private readonly letters: LetterState,
    private readonly issued: ReadIssuedDocuments,
  ) {}

  @ResolveField(() => OrganisationLetterType, {
    nullable: true,
    description: 'The letter as it would be issued now',
  })
  async letter({ id }: InvitationView, _args: object, context: GraphQLContext): Promise<LetterView | null> {
    return (await batched(context, this.letters.byIds, id)) ?? null;
  }

  @ResolveField(() => [IssuedDocumentType], {
    description: 'Letters that were issued, the newest first; at most 20',
  })
  @ListSize(MOST_OF_SUBJECT)
  async documents(
    { id }: InvitationView,
    _args: object,
    context: GraphQLContext,
  ): Promise<readonly DocumentView[]> {
    return (await batched(context, this.issued.bySubjects, id)) ?? [];
  }
}
