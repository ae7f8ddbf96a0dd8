import { Args, Context, Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Access, DateTime, type GraphQLContext, enumOf, NodeType } from '#libs/platform';
import { MailHealth, type MailTrouble } from '../queries/mail-health.js';
import { type MailTroubleReason } from '../domain/mail-trouble.js';

export const MailTroubleReasonEnum = enumOf<MailTroubleReason>('MailTroubleReason', 'Why mail waits', {
  UNREACHABLE: 'The mail server gives no answer',
  CERTIFICATE: 'Its certificate is not trusted',
  NO_TLS: 'It offers no encryption',
  PASSWORD: 'It refuses our password',
  REFUSED: 'It refuses us or our sender',
  LIMIT: 'It takes only so much at a time, and mail is late',
});

@ObjectType('MailTrouble', {
  implements: () => NodeType,
  description: 'Why mail waits, all of it, whoever its recipients',
})
export class MailTroubleType {
  @Field(() => ID) id: string;
  @Field(() => MailTroubleReasonEnum, { description: 'Why mail waits' }) reason: MailTroubleReason;
  @Field(() => String, { description: "The mail server's own words, or ours, without addresses" })
  answer: string;
  @Field(() => DateTime, { description: 'Since when' }) since: Date;
}

/** For the host's staff alone: it is they who can have it mended. */
@Resolver(() => MailTroubleType)
export class MailTroubleResolver {
  constructor(private readonly health: MailHealth) {}

  @Query(() => MailTroubleType, {
    nullable: true,
    description:
      'Null: mail goes out, as far as is known; and for whoever is neither administrator nor officer of the host',
  })
  @Access.signedIn()
  mailTrouble(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Context() { actor }: GraphQLContext,
  ): Promise<MailTrouble | null> {
    return this.health.trouble(actor, conferenceId);
  }
}
