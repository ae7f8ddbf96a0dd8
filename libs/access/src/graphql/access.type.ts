import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Role, ROLES } from '#libs/kernel';
import { BodyType, ConferenceType } from '#libs/conference';
import { DateTime, EmailAddress, LanguageTag } from '#libs/platform';
import { API_TOKEN_SCOPES, type ApiTokenScope } from '../domain/api-token.js';
import { GRANT_STATES, type GrantState } from '../domain/staff.js';

export const RoleEnum = Object.fromEntries(ROLES.map((role) => [role, role]));
registerEnumType(RoleEnum, { name: 'Role' });
export const ApiTokenScopeEnum = Object.fromEntries(API_TOKEN_SCOPES.map((scope) => [scope, scope]));
registerEnumType(ApiTokenScopeEnum, {
  name: 'ApiTokenScope',
  description: 'Every token reads what its owner reads; with READ alone it changes nothing',
});

export const GrantStateEnum = Object.fromEntries(GRANT_STATES.map((state) => [state, state]));
registerEnumType(GrantStateEnum, { name: 'GrantState' });

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

  @Field(() => String, {
    description:
      'The person’s own once they have accepted; until then as it was typed, like address and language',
  })
  name: string;

  @Field(() => EmailAddress)
  email: string;

  @Field(() => LanguageTag)
  language: string;

  @Field(() => ID, { nullable: true, description: 'Null until the person has accepted' })
  userId: string | null;

  @Field(() => RoleEnum)
  role: Role;

  @Field(() => BodyType, { nullable: true })
  body: BodyType | null;

  @Field(() => GrantStateEnum, {
    description: 'A role begins when the person accepts it; an offer that nobody accepts in time lapses',
  })
  state: GrantState;

  @Field(() => [RoleEnum], {
    description:
      'Roles that the same person holds although nobody may hold them beside this one; told to administrators and auditors',
  })
  conflictingRoles: readonly Role[];

  @Field(() => DateTime)
  grantedAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when an offered role can be accepted; another mail about it makes that later',
  })
  offeredUntil: Date | null;

  @Field(() => DateTime, { nullable: true })
  acceptedAt: Date | null;

  @Field(() => DateTime, { nullable: true })
  revokedAt: Date | null;

  @Field(() => Boolean, { description: 'The caller may take this role away, or the offer back' })
  canRevoke: boolean;

  @Field(() => Boolean, {
    description: 'The person has not answered, and the caller may write to them again',
  })
  canRemind: boolean;
}

@ObjectType('OfferedRole', { description: 'A role that waits for its person to accept or decline it' })
export class OfferedRoleType {
  @Field(() => ID)
  id: string;

  @Field(() => RoleEnum)
  role: Role;

  @Field(() => String)
  conferenceName: string;

  @Field(() => String, { nullable: true, description: 'Null for a role in the whole conference' })
  bodyName: string | null;

  @Field(() => DateTime)
  offeredAt: Date;
}

@ObjectType('ApiToken', { description: 'A personal token for GraphQL clients, with the grants of its owner' })
export class ApiTokenType {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  name: string;

  @Field(() => ApiTokenScopeEnum)
  scope: ApiTokenScope;

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

  @Field(() => [OfferedRoleType], { description: 'Roles that wait for an answer, the oldest first' })
  offeredRoles: readonly OfferedRoleType[];

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
