import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '#libs/platform';
import { ListDemonstrationUsers } from '../queries/demonstration-users.js';
import { DemonstrationUserType, ServiceType } from './access.type.js';
import { ServiceFacts } from './service-facts.js';

@Resolver(() => ServiceType)
export class ServiceResolver {
  constructor(
    private readonly facts: ServiceFacts,
    private readonly users: ListDemonstrationUsers,
  ) {}

  @Query(() => ServiceType, { description: 'What this installation is' })
  @Access.public()
  service() {
    return this.facts.values;
  }

  @ResolveField(() => [DemonstrationUserType])
  demonstrationUsers() {
    return this.users.run();
  }
}
