import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ConferenceType } from '#libs/conference';
import { DateTime, enumOf, IdempotencyKey, mutationPayload, NodeType } from '#libs/platform';
import { type DocumentKind, type DocumentState } from '../domain/issued-document.js';

export const DocumentKindEnum = enumOf<DocumentKind>('IssuedDocumentKind', 'What a document is', {
  ORGANISATION_INVITATION: 'The letter that invites a government or organisation',
});
export const DocumentStateEnum = enumOf<DocumentState>('IssuedDocumentState', 'How a document stands', {
  VALID: 'It says what holds',
  SUPERSEDED: 'A newer one stands in its place',
  WITHDRAWN: 'It holds no more, and a newer one is on its way',
  REVOKED: 'It was taken back for good',
});

@ObjectType('IssuedDocument', {
  implements: () => NodeType,
  description:
    'A document that was issued with a number, as it was issued. For the host and auditors; whoever holds it has `verifiedDocument`',
})
export class IssuedDocumentType {
  @Field(() => ID) id: string;
  @Field(() => ConferenceType) conference: object;
  @Field(() => String, { description: 'As it is printed: LCC-2027-000042. Every paper has its own' })
  number: string;
  @Field(() => DocumentKindEnum, { description: 'What it is' }) kind: DocumentKind;
  @Field(() => Int, { description: 'Of the documents of this kind about the same: the first is 1' })
  version: number;
  @Field(() => DocumentStateEnum, { description: 'How it stands' }) state: DocumentState;
  @Field(() => DateTime, { description: 'When it was issued' }) issuedAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'Since when it is not valid; null: it is' })
  endedAt: Date | null;
  @Field(() => String, { description: 'Where its file is had, on this site: a PDF' }) path: string;
}

@ObjectType('VerifiedDocument', {
  description:
    'A document as everybody may see it who holds it: never whom it names. Ask for the name on it with `checkDocument` before you trust a copy',
})
export class VerifiedDocumentType {
  @Field(() => String, { description: 'As it is printed' }) number: string;
  @Field(() => DocumentKindEnum, { description: 'What it is' }) kind: DocumentKind;
  @Field(() => Int, { description: 'Of the documents of this kind about the same' }) version: number;
  @Field(() => DocumentStateEnum, { description: 'How it stands' }) state: DocumentState;
  @Field(() => ConferenceType, { description: 'Of which conference it is' }) conference: object;
  @Field(() => DateTime, { description: 'When it was issued' }) issuedAt: Date;
}

@InputType({ description: 'Which name is looked for on which document' })
export class CheckDocumentInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => String, {
    nullable: true,
    description: 'What stands behind the # of its address, at most 200 characters',
  })
  address?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its number, where there is no address; at most 100 characters',
  })
  number?: string | null;
  @Field(() => String, {
    description:
      'The family name as printed, or the name of the organisation that it is made out to; accents and capitals do not count',
  })
  name: string;
}

export const CheckDocumentPayload = mutationPayload({
  name: 'CheckDocument',
  result: {
    document: {
      type: () => VerifiedDocumentType,
      otherwise: null,
      description:
        'The document, with this name on it. Null: the name is not on it, or there is no such number; the two are not told apart',
    },
  },
  codes: ['INVALID_INPUT', 'RATE_LIMITED'],
});
