import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { Access } from '../../graphql/access.js';
import { PageArgs } from '../../graphql/connection.js';
import { type GraphQLContext } from '../../graphql/graphql-context.js';
import { asActor, Nodes } from '../../graphql/nodes.js';
import { type DeadLetter, DeadLetters } from '../outbox/dead-letters.js';
import { ReplayDeadLetter } from '../outbox/replay-dead-letter.js';
import {
  DeadLetterConnection,
  DeadLetterType,
  ReplayDeadLetterInput,
  ReplayDeadLetterPayload,
} from './dead-letter.type.js';

/** Failed background work, for the administrators who let it run again. */
@Resolver(() => DeadLetterType)
export class DeadLetterResolver {
  constructor(
    private readonly letters: DeadLetters,
    private readonly replay: ReplayDeadLetter,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'DeadLetter', read: asActor((actor, ids) => letters.byIds(actor, ids)) });
  }

  @Query(() => DeadLetterConnection, { description: 'Of the conference and of none, the newest first' })
  @Access.role('HOST_ADMINISTRATOR', 'AUDITOR')
  deadLetters(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() page: PageArgs,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return this.letters.list(actor, conferenceId, page);
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
