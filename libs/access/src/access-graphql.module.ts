import { type DynamicModule, Module } from '@nestjs/common';
import { type Settings } from '#libs/platform';
import { ServiceFacts } from './graphql/service-facts.js';
import { ServiceResolver } from './graphql/service.resolver.js';
import { DemonstrationResolver, SessionResolver } from './graphql/session.resolver.js';
import { ViewerResolver } from './graphql/viewer.resolver.js';
import { RateLimiter } from './persistence/rate-limiter.js';
import { ListDemonstrationUsers } from './queries/demonstration-users.js';
import { ReadViewer } from './queries/read-viewer.js';
import { CreateApiToken } from './use-cases/create-api-token.js';
import { RequestSignInLink } from './use-cases/request-sign-in-link.js';
import { RevokeApiToken } from './use-cases/revoke-api-token.js';
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
      name: service.name ?? 'Plenary',
      version: service.version,
      isDemonstration,
      mailCatcherUrl: isDemonstration ? (service.mailCatcherUrl ?? null) : null,
    });
    return {
      module: AccessGraphqlModule,
      providers: [
        { provide: ServiceFacts, useValue: facts },
        RateLimiter,
        ReadViewer,
        ListDemonstrationUsers,
        RequestSignInLink,
        SignIn,
        SignOut,
        CreateApiToken,
        RevokeApiToken,
        SessionResolver,
        ViewerResolver,
        ServiceResolver,
        ...(isDemonstration ? DEMONSTRATION_ONLY : []),
      ],
    };
  }
}
