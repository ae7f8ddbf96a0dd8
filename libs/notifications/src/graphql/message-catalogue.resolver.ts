import { Field, ID, Int, ObjectType, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  Access,
  type GraphQLContext,
  LanguageTag,
  ListSize,
  RENDERED,
  Weight,
  enumOf,
  NodeType,
} from '#libs/platform';
import { type Audience } from '../define-message.js';
import {
  type CataloguedMessage,
  MessageCatalogue,
  type MessageParameter,
  type MessageSample,
} from '../queries/message-catalogue.js';
import { LANGUAGES } from '../domain/mail-language.js';
import { MessageKindEnum } from './message.type.js';

/** More kinds than there are, and parameters of one. */
const MOST_KINDS = 40;
const MOST_PARAMETERS = 12;

const AudienceEnum = enumOf<Audience>('MessageAudience', 'Whom messages of a kind go to', {
  INVITEE: 'Whoever is invited',
  BODY: 'The coordinators of the nominating body',
  HOST: 'The staff of the host',
  USER: 'A user, for themselves',
});
const WhenInDoubtEnum = enumOf<'SEND_AGAIN' | 'HOLD'>(
  'MessageWhenInDoubt',
  'What becomes of a message that may have arrived, where the mail server cannot be asked',
  { SEND_AGAIN: 'It is sent once more, under the same Message-ID', HOLD: 'It waits for a person' },
);

@ObjectType('MessageParameter', { description: 'A value that messages of a kind are written with' })
export class MessageParameterType implements MessageParameter {
  @Field(() => String, { description: 'What the texts call it' }) name: string;
  @Field(() => Boolean, { description: 'Whether a message may do without it' }) isOptional: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'As the samples have it, JSON where it is no text; null where they leave it out',
  })
  sample: string | null;
}

@ObjectType('MessageSample', {
  description: 'What a kind of message says in one language, of invented people',
})
export class MessageSampleType {
  @Field(() => LanguageTag) language: string;
  @Field(() => String, { description: 'What has happened when it is sent' }) when: string;
}

@ObjectType('CataloguedMessage', {
  implements: () => NodeType,
  description: 'A kind of message, as it is declared',
})
export class CataloguedMessageType {
  @Field(() => ID) id: string;
  @Field(() => MessageKindEnum, { description: 'The kind' }) kind: string;
  @Field(() => AudienceEnum, { description: 'Whom it goes to' }) audience: Audience;
  @Field(() => WhenInDoubtEnum, { description: 'What becomes of one that may have arrived' })
  whenInDoubt: string;
  @Field(() => Boolean, { description: 'Its link is a secret of its reader' }) isPersonal: boolean;
  @Field(() => Int, { description: 'Of its newest wording; each that was used stays' }) version: number;
  @ListSize(MOST_PARAMETERS)
  @Field(() => [MessageParameterType], { description: 'One for each value that it is written with' })
  parameters: readonly MessageParameter[];
  @ListSize(LANGUAGES.length)
  @Field(() => [MessageSampleType], { description: 'One for each language that there are texts in' })
  samples: readonly MessageSample[];
}

/** What is sent at all: the same in every conference, and nothing of any. */
@Resolver(() => MessageSampleType)
export class MessageCatalogueResolver {
  constructor(private readonly catalogue: MessageCatalogue) {}

  @Query(() => [CataloguedMessageType], {
    description: 'One for each kind of message that the service sends, by its name',
  })
  @Access.role('HOST_ADMINISTRATOR', 'HOST_OFFICER')
  @ListSize(MOST_KINDS)
  messageCatalogue(): readonly CataloguedMessage[] {
    return this.catalogue.list();
  }

  @ResolveField(() => String, { description: 'Its subject in this language' })
  @Weight(RENDERED)
  async subject(sample: MessageSample, _args: object, { actor }: GraphQLContext): Promise<string> {
    return (await sample.rendered(actor)).subject;
  }

  @ResolveField(() => String, { description: 'With words in place of the personal link' })
  @Weight(RENDERED)
  async text(sample: MessageSample, _args: object, { actor }: GraphQLContext): Promise<string> {
    return (await sample.rendered(actor)).text;
  }
}
