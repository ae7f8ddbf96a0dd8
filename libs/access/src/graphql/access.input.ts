import { Field, InputType } from '@nestjs/graphql';
import { DateTime, EmailAddress } from '#libs/platform';
import { type ApiTokenScope } from '../domain/api-token.js';
import { ApiTokenScopeEnum } from './access.type.js';

@InputType()
export class RequestSignInLinkInput {
  @Field(() => EmailAddress)
  email: string;

  @Field(() => String, { nullable: true, description: 'Local path to return to' })
  next?: string | null;
}

@InputType()
export class SignInInput {
  @Field(() => String)
  token: string;
}

@InputType()
export class SignInAsDemonstrationUserInput {
  @Field(() => EmailAddress)
  email: string;
}

@InputType()
export class CreateApiTokenInput {
  @Field(() => String)
  idempotencyKey: string;

  @Field(() => String)
  name: string;

  @Field(() => [ApiTokenScopeEnum])
  scopes: ApiTokenScope[];

  @Field(() => DateTime, { nullable: true })
  expiresAt?: Date | null;
}

@InputType()
export class RevokeApiTokenInput {
  @Field(() => String)
  idempotencyKey: string;
}
