import { Field, ID, InputType } from '@nestjs/graphql';
import { DateTime, EmailAddress, IdempotencyKey, LanguageTag } from '#libs/platform';
import { type Role } from '#libs/kernel';
import { type ApiTokenScope } from '../domain/api-token.js';
import { ApiTokenScopeEnum, RoleEnum } from './access.type.js';

@InputType()
export class RequestSignInLinkInput {
  @IdempotencyKey() idempotencyKey: string;

  @Field(() => EmailAddress, { description: 'Where the link is sent to: one address' })
  email: string;

  @Field(() => String, { nullable: true, description: 'Local path to return to' })
  next?: string | null;
}

@InputType()
export class SignInInput {
  @IdempotencyKey() idempotencyKey: string;

  @Field(() => String)
  token: string;
}

@InputType()
export class SignInAsDemonstrationUserInput {
  @IdempotencyKey() idempotencyKey: string;

  @Field(() => EmailAddress, { description: 'The address of one of `demonstrationUsers`' })
  email: string;
}

@InputType()
export class SignOutInput {
  @IdempotencyKey() idempotencyKey: string;
}

@InputType()
export class CreateApiTokenInput {
  @IdempotencyKey() idempotencyKey: string;

  @Field(() => String, { description: 'What it is called, at most 100 characters' })
  name: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The body whose token it is to be, for its coordinators; left out: the caller’s own',
  })
  bodyId?: string | null;

  @Field(() => RoleEnum, {
    nullable: true,
    description:
      'What a token of a body does in it: PARTNER_NOMINATOR or PARTNER_VIEWER; left out without a body',
  })
  role?: Role | null;

  @Field(() => ApiTokenScopeEnum, { description: 'Whether it may change things' })
  scope: ApiTokenScope;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it ends, in the future, a body’s within a year; null: the caller’s own never ends, a body’s after 90 days',
  })
  expiresAt?: Date | null;
}

@InputType()
export class RevokeApiTokenInput {
  @IdempotencyKey() idempotencyKey: string;
}

/** Texts are checked by the use case, which answers with errors of the payload. */
@InputType()
export class GrantRoleInput {
  @IdempotencyKey() idempotencyKey: string;

  @Field(() => ID)
  conferenceId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The partner, for a role of a partner; left out for all others',
  })
  bodyId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'For which a FOCAL_POINT answers: an organisation of the conference; left out for all others',
  })
  organisationId?: string | null;

  @Field(() => RoleEnum, { description: 'What the person is to do' })
  role: Role;

  @Field(() => String, {
    description: 'Shown until the person has accepted; people who are known then have their own name',
  })
  name: string;

  @Field(() => EmailAddress, { description: 'Where the offer is sent: one address' })
  email: string;

  @Field(() => LanguageTag, {
    nullable: true,
    description:
      'BCP 47, e.g. fr; the mail is written in it where the conference offers it, else in the first language of the conference',
  })
  language?: string | null;
}

@InputType()
export class AcceptRoleInput {
  @IdempotencyKey() idempotencyKey: string;
}

@InputType()
export class DeclineRoleInput {
  @IdempotencyKey() idempotencyKey: string;
}

@InputType()
export class RemindRoleInput {
  @IdempotencyKey() idempotencyKey: string;
}

@InputType()
export class RevokeGrantInput {
  @IdempotencyKey() idempotencyKey: string;
}
