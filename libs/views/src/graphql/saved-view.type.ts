import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { BodyType } from '#libs/conference';
import { DateTime, enumOf, IdempotencyKey, mutationPayload, NodeType } from '#libs/platform';
import { type ViewList } from '../domain/saved-view.js';

export const SavedViewListEnum = enumOf<ViewList>('SavedViewList', 'A list of which views are saved', {
  NOMINATIONS: 'The nominations: `nominations`',
  INBOX: 'What waits for the host: `inbox`',
});

const nullable = { nullable: true } as const;
const QUERY =
  'Its filter and order as the console has them in the address of the list, behind the question mark: `state=DRAFT&order=NAME`; 2,000 characters at most';

@ObjectType('SavedView', {
  implements: () => NodeType,
  description:
    'The filter and the order of a list under a name, kept for the person who saved it, and where they share it for the people of their body or of the host',
})
export class SavedViewType {
  @Field(() => ID) id: string;
  @Field(() => BodyType, { ...nullable, description: 'For whose work it was saved; null: the host’s' })
  body: object | null;
  @Field(() => SavedViewListEnum, { description: 'Of which list' }) list: ViewList;
  @Field(() => String, { description: 'What people call it' }) name: string;
  @Field(() => String, { description: QUERY }) query: string;
  @Field(() => Boolean, { description: 'Whether the people of the body, or of the host, read it' })
  isShared: boolean;
  @Field(() => Boolean, { description: 'The caller may change and delete it: it is their own' })
  canChange: boolean;
  @Field(() => Int, { description: 'Moves with each change; `updateView` names it' }) version: number;
  @Field(() => DateTime) createdAt: Date;
}

/** Texts are checked by the use case, which answers with errors of the payload. */
@InputType()
export class SaveViewInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => ID, {
    ...nullable,
    description: 'The body for which the caller works; left out by the host’s people',
  })
  bodyId?: string | null;
  @Field(() => SavedViewListEnum, { description: 'Of which list; the inbox is the host’s' }) list: ViewList;
  @Field(() => String, {
    description: 'Of 60 characters at most, and of no other of one’s own of the list',
  })
  name: string;
  @Field(() => String, { ...nullable, description: `${QUERY}. Left out for the whole list` })
  query?: string | null;
  @Field(() => Boolean, {
    ...nullable,
    description: 'Whether the people of the body, or of the host, read it; left out, nobody else does',
  })
  isShared?: boolean | null;
}

export const SaveViewPayload = mutationPayload({
  name: 'SaveView',
  result: { savedView: () => SavedViewType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
});
