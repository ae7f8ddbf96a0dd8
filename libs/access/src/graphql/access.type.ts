import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Role, ROLES } from '#libs/kernel';
import { BodyType, ConferenceType } from '#libs/conference';
import { DateTime, EmailAddress, LanguageTag } from '#libs/platform';
import { API_TOKEN_SCOPES, type ApiTokenScope } from '../domain/api-token.js';

export const RoleEnum = Object.fromEntries(ROLES.map((role) => [role, role]));
registerEnumType(RoleEnum, { name: 'Role' });
export const ApiTokenScopeEnum = Object.fromEntries(API_TOKEN_SCOPES.map((scope) => [scope, scope]));
registerEnumType(ApiTokenScopeEnum, { name: 'ApiTokenScope' });

@ObjectType('User')
export class UserType {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  name: string;

  @Field(() => EmailAddress)
  email: string;

  @Field(() => LanguageTag)
  language: string;
}

/** Every context that names a colleague answers with this. */
@ObjectType('UserSummary', { description: 'A colleague as others may see them' })
export class UserSummaryType {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  name: string;
}

@ObjectType('Grant', { description: 'A role within a conference, or within one body of it' })
export class GrantType {
  @Field(() => ID)
  id: string;

  @Field(() => RoleEnum)
  role: Role;

  @Field(() => ConferenceType)
  conference: ConferenceType;

  @Field(() => BodyType, { nullable: true })
  body: BodyType | null;
}

@ObjectType('StaffGrant', { description: 'A role of one person, as those who give and take roles see it' })
export class StaffGrantType {
  @Field(() => ID)
  id: string;

  @Field(() => UserType)
  user: UserType;

  @Field(() => RoleEnum)
  role: Role;

  @Field(() => BodyType, { nullable: true })
  body: BodyType | null;

  @Field(() => DateTime)
  grantedAt: Date;

  @Field(() => DateTime, { nullable: true })
  revokedAt: Date | null;

  @Field(() => Boolean, { description: 'The caller may take this role away' })
  canRevoke: boolean;
}

@ObjectType('ApiToken', { description: 'A personal token for GraphQL clients, with the grants of its owner' })
export class ApiTokenType {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  name: string;

  @Field(() => [ApiTokenScopeEnum])
  scopes: readonly ApiTokenScope[];

  @Field(() => DateTime)
  createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'To the minute' })
  lastUsedAt: Date | null;

  @Field(() => DateTime, { nullable: true })
  expiresAt: Date | null;

  @Field(() => DateTime, { nullable: true })
  revokedAt: Date | null;
}

@ObjectType('Viewer', { description: 'Who is signed in' })
export class ViewerType {
  @Field(() => UserType)
  user: UserType;

  @Field(() => [GrantType])
  grants: readonly GrantType[];

  @Field(() => [ApiTokenType], { description: 'The newest first' })
  apiTokens: readonly ApiTokenType[];
}

@ObjectType('DemonstrationUser', { description: 'A sample person, as whom anybody may sign in' })
export class DemonstrationUserType {
  @Field(() => EmailAddress)
  email: string;

  @Field(() => String)
  name: string;

  @Field(() => RoleEnum)
  role: Role;

  @Field(() => String, { nullable: true })
  bodyName: string | null;
}

@ObjectType('Service', { description: 'What a page needs before anybody has signed in' })
export class ServiceType {
  @Field(() => String)
  name: string;

  @Field(() => Boolean)
  isDemonstration: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Where a demonstration shows the mail that it has caught',
  })
  mailCatcherUrl: string | null;

  @Field(() => [DemonstrationUserType], { description: 'Empty in production' })
  demonstrationUsers: readonly DemonstrationUserType[];

  @Field(() => String)
  version: string;
}
