import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { Access } from '../../graphql/access.js';
import { type GraphQLContext } from '../../graphql/graphql-context.js';
import { type DeadLetter, DeadLetters } from '../dead-letters.js';
import { ReplayDeadLetter } from '../replay-dead-letter.js';
import { DeadLetterType, ReplayDeadLetterInput, ReplayDeadLetterPayload } from './dead-letter.type.js';

/** Failed background work, for the administrators who let it run again. */
@Resolver(() => DeadLetterType)
export class DeadLetterResolver {
  constructor(
    private readonly letters: DeadLetters,
    private readonly replay: ReplayDeadLetter,
  ) {}

  @Query(() => [DeadLetterType], { description: 'The newest 500 of the conference and of none' })
  @Access.role('HOST_ADMINISTRATOR', 'AUDITOR')
  deadLetters(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Context() { actor }: GraphQLContext,
  ): Promise<DeadLetter[]> {
    return this.letters.list(actor, conferenceId);
  }

  // Without parameter decorators, so that Nest calls it directly.
  @ResolveField(() => Boolean, { description: 'It belongs to no conference: sign-in mail, for example' })
  isOfNoConference(letter: DeadLetter): boolean {
    return letter.conferenceId === null;
  }

  @Mutation(() => ReplayDeadLetterPayload.type, { description: 'Lets failed work be tried again' })
  @Access.signedIn()
  replayDeadLetter(
    @Args('id', { type: () => ID }) id: string,
    @Args('input') input: ReplayDeadLetterInput,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return ReplayDeadLetterPayload.answer(async () => ({
      deadLetter: await this.replay.run(asUser(actor), input.idempotencyKey, id),
    }));
  }
}
