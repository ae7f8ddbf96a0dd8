import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { Access, type GraphQLContext, nextSlice, PageArgs, RENDERED, Weight } from '#libs/platform';
import { MessageLog } from '../queries/message-log.js';
import { type MessageView } from '../queries/message-view.js';
import { ReplayMessage } from '../use-cases/replay-message.js';
import { SettleMessage } from '../use-cases/settle-message.js';
import {
  MessageConnection,
  MessageFilter,
  MessageType,
  ReplayMessageInput,
  ReplayMessagePayload,
  SettleMessageInput,
  SettleMessagePayload,
} from './message.type.js';

/** Messages with their delivery. The texts are written only when somebody asks for them. */
@Resolver(() => MessageType)
export class MessageResolver {
  constructor(
    private readonly log: MessageLog,
    private readonly replay: ReplayMessage,
    private readonly settle: SettleMessage,
  ) {}

  @Query(() => MessageConnection, { description: 'The newest first' })
  @Access.signedIn()
  messages(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() page: PageArgs,
    @Args('filter', { type: () => MessageFilter, nullable: true }) filter: MessageFilter | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return this.log.list(actor, { ...page, conferenceId, filter });
  }

  @Query(() => MessageType, {
    nullable: true,
    description: 'One message with its text; null where there is none that the caller may see',
  })
  @Access.signedIn()
  message(
    @Args('id', { type: () => ID }) id: string,
    @Context() { actor }: GraphQLContext,
  ): Promise<MessageView | null> {
    return this.log.byId(actor, id);
  }

  @Mutation(() => ReplayMessagePayload.type, {
    description: 'Sends a message again that failed, was refused or is held',
  })
  @Access.signedIn()
  replayMessage(
    @Args('id', { type: () => ID }) id: string,
    @Args('input') input: ReplayMessageInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const actor = asUser(context.actor);
    return ReplayMessagePayload.answer(async () => {
      await this.replay.run(actor, id, input.idempotencyKey);
      return { message: await this.log.byId(actor, id) };
    });
  }

  @Mutation(() => SettleMessagePayload.type, {
    description: 'Marks a held message as sent: somebody knows that it has arrived. Nothing is sent',
  })
  @Access.signedIn()
  settleMessage(
    @Args('id', { type: () => ID }) id: string,
    @Args('input') input: SettleMessageInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const actor = asUser(context.actor);
    return SettleMessagePayload.answer(async () => {
      await this.settle.run(actor, id, input.idempotencyKey);
      return { message: await this.log.byId(actor, id) };
    });
  }

  // Without parameter decorators, so that Nest calls them directly.
  @ResolveField(() => String, { description: 'With words in place of the personal link' })
  @Weight(RENDERED)
  async text(message: MessageView, _args: object, { actor }: GraphQLContext): Promise<string> {
    await nextSlice(actor);
    return message.text();
  }

  @ResolveField(() => String, { description: 'A whole page; show it in a sandboxed frame' })
  @Weight(RENDERED)
  async html(message: MessageView, _args: object, { actor }: GraphQLContext): Promise<string> {
    await nextSlice(actor);
    return message.html();
  }
}
