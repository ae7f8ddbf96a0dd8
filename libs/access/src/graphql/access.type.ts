import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type Role } from '#libs/kernel';
import { BodyType, ConferenceType } from '#libs/conference';
import { DateTime, EmailAddress, LanguageTag, enumOf, NodeType } from '#libs/platform';
import { type ApiTokenScope } from '../domain/api-token.js';
import { type GrantState } from '../domain/staff.js';

export const RoleEnum = enumOf<Role>('Role', 'What somebody may do in a conference, or in one body of it', {
  HOST_ADMINISTRATOR: 'Sets places, windows and roles of the conference; can never decide a nomination',
  HOST_OFFICER: 'Reviews, recommends, and returns with a question',
  HOST_APPROVER: 'Signs off and releases decisions',
  AUDITOR: 'Reads everything of the conference, and changes nothing',
  PARTNER_COORDINATOR: 'Ranks, submits and withdraws for its body, and gives roles in it',
  PARTNER_NOMINATOR: 'Drafts and changes nominations of its body',
  PARTNER_VIEWER: 'Reads the nominations of its body',
  FOCAL_POINT: 'Answers for one organisation that is invited, and names its delegation; reads nothing else',
});

export const ApiTokenScopeEnum = enumOf<ApiTokenScope>(
  'ApiTokenScope',
  'Every token reads what its owner reads; with READ alone it changes nothing',
  { READ: 'Reads', READ_AND_WRITE: 'Reads, and changes what its owner may change' },
);

export const GrantStateEnum = enumOf<GrantState>('GrantState', 'Whether somebody has a role', {
  OFFERED: 'Offered; the person has not answered',
  LAPSED: 'Offered, and not answered in time; it can be offered again',
  HELD: 'Accepted: the person has it',
  DECLINED: 'Declined by the person',
  REVOKED: 'Taken away, or the offer was taken back',
});

/** Every context that names a colleague answers with this. */
@ObjectType('User', { implements: () => NodeType, description: 'Somebody who works with Plenary' })
export class UserType {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'As they are called' })
  name: string;

  @Field(() => EmailAddress, { nullable: true, description: "The caller's own; null of everybody else" })
  email: string | null;

  @Field(() => LanguageTag, {
    nullable: true,
    description: 'In which the caller is written to; null of everybody else',
  })
  language: string | null;
}

@ObjectType('Grant', {
  implements: () => NodeType,
  description:
    'A role of one person within a conference, within one body of it, or for one organisation that is invited: held, or offered and not answered yet. People read their own; administrators, auditors and coordinators those of their staff',
})
export class GrantType {
  @Field(() => ID)
  id: string;

  @Field(() => RoleEnum, { description: 'What the person may do' })
  role: Role;

  @Field(() => ConferenceType)
  conference: ConferenceType;

  @Field(() => BodyType, {
    nullable: true,
    description: 'Null for a role in the whole conference, and for a focal point’s',
  })
  body: BodyType | null;

  @Field(() => String, {
    nullable: true,
    description:
      'For which a focal point answers, as it was called when the role was offered; null of every other role',
  })
  organisationName: string | null;

  @Field(() => String, {
    description:
      'The person’s own once they have accepted; until then as it was typed, like address and language',
  })
  name: string;

  @Field(() => EmailAddress, { description: 'Where it was offered to; null for who may not see it' })
  email: string;

  @Field(() => LanguageTag)
  language: string;

  @Field(() => UserType, { nullable: true, description: 'Null until the person has accepted' })
  user: UserType | null;

  @Field(() => GrantStateEnum, {
    description: 'A role begins when the person accepts it; an offer that nobody accepts in time lapses',
  })
  state: GrantState;

  @Field(() => [RoleEnum], {
    description:
      'Roles that the same person holds although nobody may hold them beside this one; told to administrators and auditors',
  })
  conflictingRoles: readonly Role[];

  @Field(() => DateTime, { description: 'When it was given, or offered' })
  grantedAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when an offered role can be accepted; another mail about it makes that later',
  })
  offeredUntil: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the person took it; null: they have not' })
  acceptedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken away; null: it was not' })
  revokedAt: Date | null;

  @Field(() => Boolean, { description: 'The caller may take this role away, or the offer back' })
  canRevoke: boolean;

  @Field(() => Boolean, {
    description: 'The person has not answered, and the caller may write to them again',
  })
  canRemind: boolean;
}

@ObjectType('ApiToken', {
  implements: () => NodeType,
  description:
    'A token for GraphQL clients: a person’s with their grants, seen by nobody else, or a body’s with one role in it, seen by its staff and the host’s',
})
export class ApiTokenType {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'What it is called, so that it can be told from others' })
  name: string;

  @Field(() => String, {
    nullable: true,
    description:
      'With which its secret begins: plenary_ and four more; null of tokens from before it was kept',
  })
  firstLetters: string | null;

  @Field(() => ApiTokenScopeEnum, { description: 'Whether it may change things' })
  scope: ApiTokenScope;

  @Field(() => ConferenceType, {
    nullable: true,
    description: 'In which a body’s token works; null of a person’s',
  })
  conference: ConferenceType | null;

  @Field(() => BodyType, { nullable: true, description: 'Whose token it is; null of a person’s' })
  body: BodyType | null;

  @Field(() => RoleEnum, {
    nullable: true,
    description: 'What a body’s token does in its body; null of a person’s, which has their grants',
  })
  role: Role | null;

  @Field(() => UserType, {
    nullable: true,
    description: 'Who made it; null where it was made on the command line, or the caller may not know them',
  })
  madeBy: UserType | null;

  @Field(() => DateTime)
  createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'To the minute' })
  lastUsedAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'From when it opens nothing any more; null: it has no end',
  })
  expiresAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken away; null: it was not' })
  revokedAt: Date | null;

  @Field(() => Boolean, { description: 'The caller may end it' })
  canRevoke: boolean;
}

@ObjectType('Viewer', { implements: () => NodeType, description: 'Who is signed in' })
export class ViewerType {
  @Field(() => ID) id: string;
  @Field(() => UserType, { description: 'The person' })
  user: UserType;

  @Field(() => [GrantType], {
    description:
      'The roles that they hold, one for each role in each conference or body; none of a token of a body, whose role is in `apiToken`',
  })
  grants: readonly GrantType[];

  @Field(() => [GrantType], {
    description: 'Roles that wait for an answer, the oldest first; at most 100',
  })
  offeredRoles: readonly GrantType[];

  @Field(() => ApiTokenType, {
    nullable: true,
    description: 'The token with which this very request came; null for whoever is signed in with a browser',
  })
  apiToken: ApiTokenType | null;

  @Field(() => [ApiTokenType], { description: 'Their own, the newest first; at most 500' })
  apiTokens: readonly ApiTokenType[];
}

@ObjectType('DemonstrationUser', { description: 'A sample person, as whom anybody may sign in' })
export class DemonstrationUserType {
  @Field(() => EmailAddress, { description: 'The invented address' })
  email: string;

  @Field(() => String, { description: 'The invented name' })
  name: string;

  @Field(() => RoleEnum, { description: 'What they may do' })
  role: Role;

  @Field(() => String, {
    nullable: true,
    description: 'The body or organisation whose they are; null: the whole conference',
  })
  bodyName: string | null;
}

@ObjectType('Service', {
  implements: () => NodeType,
  description: 'What a page needs before anybody has signed in',
})
export class ServiceType {
  @Field(() => ID) id: string;
  @Field(() => String, { description: 'What the operators call it' })
  name: string;

  @Field(() => Boolean, { description: 'Whether everybody here is invented, and signs in with one press' })
  isDemonstration: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Where a demonstration shows the mail that it has caught',
  })
  mailCatcherUrl: string | null;

  @Field(() => [DemonstrationUserType], {
    description: 'One for each sample person; empty in production',
  })
  demonstrationUsers: readonly DemonstrationUserType[];

  @Field(() => String, { description: 'The version of Plenary' })
  version: string;
}
