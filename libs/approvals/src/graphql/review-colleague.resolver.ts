import { Args, Context, Field, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { UserDirectory, UserType } from '#libs/access';
import { Access, type GraphQLContext, ListSize } from '#libs/platform';
import { ReviewColleagues } from '../queries/review-colleagues.js';
import { StageEnum } from './approvals-enums.js';

@ObjectType('ReviewColleague', {
  description: 'Somebody of the host to whom reviews can be given, and how much they are on',
})
export class ReviewColleagueType {
  @Field(() => UserType, { description: 'Who' }) colleague: object;
  @ListSize(2)
  @Field(() => [StageEnum], { description: 'At which stages they may act' })
  stages: never[];
  @Field(() => Boolean, { description: 'Whether they are on record as absent now' }) isAbsent: boolean;
  @Field(() => Int, { description: 'How many reviews they are on' }) claims: number;
}

/** To whom reviews can be given. */
@Resolver()
export class ReviewColleagueResolver {
  constructor(
    private readonly colleagues: ReviewColleagues,
    private readonly users: UserDirectory,
  ) {}

  @Query(() => [ReviewColleagueType], {
    description: 'Officers and approvers of the host, with how many reviews each is on; at most 500',
  })
  @Access.role('HOST_OFFICER', 'HOST_APPROVER', 'HOST_ADMINISTRATOR', 'AUDITOR')
  async reviewColleagues(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Context() context: GraphQLContext,
  ): Promise<object[]> {
    const found = await this.colleagues.ofConference(context.actor, conferenceId);
    const people = await Promise.all(found.map(({ userId }) => this.users.summary(context, userId)));
    return found.flatMap((one, index) => {
      const colleague = people[index];
      return colleague ? [{ ...one, colleague }] : [];
    });
  }
}
