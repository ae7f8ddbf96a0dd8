import { type DynamicModule, Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { OrganisationsModule } from '#libs/organisations';
import { compositeId, type Settings } from '#libs/platform';
import { AccessNodes } from './graphql/access.nodes.js';
import { ApiTokenResolver } from './graphql/api-token.resolver.js';
import { ServiceFacts } from './graphql/service-facts.js';
import { StaffResolver } from './graphql/staff.resolver.js';
import { ServiceResolver } from './graphql/service.resolver.js';
import { DemonstrationResolver, SessionResolver } from './graphql/session.resolver.js';
import { ViewerResolver } from './graphql/viewer.resolver.js';
import { RateLimiter } from './persistence/rate-limiter.js';
import { ListDemonstrationUsers } from './queries/demonstration-users.js';
import { ListStaff } from './queries/list-staff.js';
import { ReadViewer } from './queries/read-viewer.js';
import { AnswerOffer } from './use-cases/answer-offer.js';
import { CreateApiToken } from './use-cases/create-api-token.js';
import { GrantRole } from './use-cases/grant-role.js';
import { RemindRole } from './use-cases/remind-role.js';
import { RequestSignInLink } from './use-cases/request-sign-in-link.js';
import { RevokeApiToken } from './use-cases/revoke-api-token.js';
import { RevokeGrant } from './use-cases/revoke-grant.js';
import { RoleOffers } from './use-cases/role-offers.js';
import { SessionOpener } from './use-cases/session-opener.js';
import { SignInAsDemonstrationUser } from './use-cases/sign-in-as-demonstration-user.js';
import { SignIn } from './use-cases/sign-in.js';
import { SignOut } from './use-cases/sign-out.js';

const DEMONSTRATION_ONLY = [SignInAsDemonstrationUser, DemonstrationResolver];

/** What the API process adds to AccessModule: signing in and out, the viewer, API tokens, the service. */
@Module({})
export class AccessGraphqlModule {
  static forSettings(
    settings: Pick<Settings, 'mode'>,
    service: { readonly name?: string; readonly version: string; readonly mailCatcherUrl?: string | null },
  ): DynamicModule {
    const isDemonstration = settings.mode === 'demonstration';
    const facts = new ServiceFacts({
      id: compositeId('Service'),
      name: service.name ?? 'Plenary',
      version: service.version,
      isDemonstration,
      mailCatcherUrl: isDemonstration ? (service.mailCatcherUrl ?? null) : null,
    });
    return {
      module: AccessGraphqlModule,
      imports: [NotificationsModule, OrganisationsModule],
      providers: [
        { provide: ServiceFacts, useValue: facts },
        RateLimiter,
        ReadViewer,
        ListDemonstrationUsers,
        RequestSignInLink,
        SessionOpener,
        SignIn,
        SignOut,
        CreateApiToken,
        RevokeApiToken,
        ListStaff,
        RoleOffers,
        GrantRole,
        RemindRole,
        AnswerOffer,
        RevokeGrant,
        SessionResolver,
        ViewerResolver,
        ApiTokenResolver,
        ServiceResolver,
        StaffResolver,
        AccessNodes,
        ...(isDemonstration ? DEMONSTRATION_ONLY : []),
      ],
    };
  }
}
