import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { asUser, type Role } from '#libs/kernel';
import { Access, type GraphQLContext, PageArgs } from '#libs/platform';
import { ListStaff } from '../queries/list-staff.js';
import { GrantRole } from '../use-cases/grant-role.js';
import { RevokeGrant } from '../use-cases/revoke-grant.js';
import { RemindRole } from '../use-cases/remind-role.js';
import { GrantRoleInput, RemindRoleInput, RevokeGrantInput } from './access.input.js';
import { RoleEnum } from './access.type.js';
import {
  GrantRolePayload,
  RemindRolePayload,
  RevokeGrantPayload,
  StaffConnection,
} from './access.payload.js';

const ID_ARG = { type: () => ID } as const;

/** Who works for the conference, and giving and taking their roles. */
@Resolver()
export class StaffResolver {
  constructor(
    private readonly list: ListStaff,
    private readonly grant: GrantRole,
    private readonly revoke: RevokeGrant,
    private readonly remind: RemindRole,
  ) {}

  @Query(() => StaffConnection, {
    description:
      'Roles and offers of roles by name of the person: all of them for administrators and auditors, the body’s for its coordinators',
  })
  @Access.role('HOST_ADMINISTRATOR', 'AUDITOR', 'PARTNER_COORDINATOR')
  staff(
    @Args('conferenceId', ID_ARG) conferenceId: string,
    @Args() page: PageArgs,
    @Args('bodyId', { type: () => ID, nullable: true }) bodyId: string | null,
    @Args('role', { type: () => RoleEnum, nullable: true, description: 'With this role alone' })
    role: Role | null,
    @Args('isConflicting', {
      type: () => Boolean,
      nullable: true,
      description: 'True: only people with roles that nobody may hold together',
    })
    isConflicting: boolean | null,
    @Args('search', {
      type: () => String,
      nullable: true,
      description:
        'Words of the name or the e-mail address, in any order: accents and apostrophes do not matter',
    })
    search: string | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return this.list.run(actor, conferenceId, {
      ...page,
      bodyId,
      role,
      isConflicting: isConflicting === true,
      search,
    });
  }

  @Mutation(() => GrantRolePayload.type, {
    description: 'Offers a role to an address, and tells the person by mail where to accept it',
  })
  @Access.signedIn()
  grantRole(
    @Args('input') { idempotencyKey, ...input }: GrantRoleInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const actor = asUser(context.actor);
    return GrantRolePayload.answer(async () => {
      const { grantId } = await this.grant.run(actor, idempotencyKey, input);
      return { grant: await this.list.one(actor, grantId) };
    });
  }

  @Mutation(() => RemindRolePayload.type, {
    description: 'Writes once more to somebody who has not answered whether they accept a role',
  })
  @Access.signedIn()
  remindRole(
    @Args('id', ID_ARG) id: string,
    @Args('input') { idempotencyKey }: RemindRoleInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const actor = asUser(context.actor);
    return RemindRolePayload.answer(async () => {
      const { grantId } = await this.remind.run(actor, id, idempotencyKey);
      return { grant: await this.list.one(actor, grantId) };
    });
  }

  @Mutation(() => RevokeGrantPayload.type, {
    description: 'Takes a role away, within a second everywhere, or an offer back',
  })
  @Access.signedIn()
  revokeGrant(
    @Args('id', ID_ARG) id: string,
    @Args('input') { idempotencyKey }: RevokeGrantInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const actor = asUser(context.actor);
    return RevokeGrantPayload.answer(async () => {
      const { grantId } = await this.revoke.run(actor, id, idempotencyKey);
      return { grant: await this.list.one(actor, grantId) };
    });
  }
}
