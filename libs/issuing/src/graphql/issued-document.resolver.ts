import { Args, Context, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type User, UserDirectory, UserType } from '#libs/access';
import { Access, asActor, type GraphQLContext, Nodes } from '#libs/platform';
import { type DocumentView, ReadIssuedDocuments } from '../queries/issued-documents-read.js';
import { type VerifiedDocument, Verification } from '../queries/verification.js';
import { CheckDocument } from '../use-cases/check-document.js';
import {
  CheckDocumentInput,
  CheckDocumentPayload,
  IssuedDocumentType,
  VerifiedDocumentType,
} from './issued-document.type.js';

@Resolver(() => IssuedDocumentType)
export class IssuedDocumentResolver {
  constructor(
    private readonly verification: Verification,
    private readonly check: CheckDocument,
    private readonly users: UserDirectory,
    documents: ReadIssuedDocuments,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'IssuedDocument', read: asActor(documents.byIds) });
  }

  @Query(() => VerifiedDocumentType, {
    nullable: true,
    description:
      'The document whose address somebody has, by what stands behind its #: for everybody, without sign-in. Null for an address that opens nothing',
  })
  @Access.public()
  async verifiedDocument(
    @Args('address', {
      type: () => String,
      description: 'What stands behind the # of the address in its code',
    })
    address: string,
  ): Promise<VerifiedDocument | null> {
    return (await this.verification.ofAddress(address))?.document ?? null;
  }

  @Mutation(() => CheckDocumentPayload.type, {
    description:
      'Whether a name stands on a document: for everybody, without sign-in. After ten wrong names in ten minutes it waits (RATE_LIMITED). Nothing is written but the count of wrong ones',
  })
  @Access.public()
  checkDocument(
    @Args('input') { idempotencyKey: _key, ...input }: CheckDocumentInput,
    @Context() { clientAddress }: GraphQLContext,
  ): Promise<object> {
    return CheckDocumentPayload.answer(async () => ({
      document: await this.check.run(input, clientAddress),
    }));
  }

  @ResolveField(() => UserType, { nullable: true, description: 'Who has issued it' })
  issuedBy({ issuedById }: DocumentView, _args: object, context: GraphQLContext): Promise<User | null> {
    return this.users.summary(context, issuedById);
  }
}
