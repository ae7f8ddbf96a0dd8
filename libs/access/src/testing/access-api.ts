import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { ConferenceGraphqlModule } from '#libs/conference';
import {
  createHttpApp,
  createLogger,
  DatabaseModule,
  graphQLPlatform,
  Readiness,
  type Settings,
  API_ROLE,
} from '#libs/platform';
import { AccessModule } from '../access.module.js';
import { AccessGraphqlModule } from '../access-graphql.module.js';

@Module({})
class AccessApiModule {}

export interface AccessApi {
  /** The GraphQL endpoint. */
  readonly url: string;
  /** Everything that was logged. */
  readonly log: () => string;
  close(): Promise<void>;
}

/** The real API with conferences, access and whatever else a test needs, on a free port. */
export async function startAccessApi(
  settings: Settings,
  imports: NonNullable<ModuleMetadata['imports']> = [],
): Promise<AccessApi> {
  const lines: string[] = [];
  const logger = createLogger({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) });
  const access = AccessModule.forSettings(settings);
  const root: DynamicModule = {
    module: AccessApiModule,
    imports: [
      DatabaseModule.forRole({
        role: API_ROLE,
        url: settings.database.apiUrl,
        poolSize: 8,
        applicationName: 'access-api-tests',
      }),
      access,
      graphQLPlatform({
        authentication: access,
        logger,
        publicUrl: settings.http.publicUrl,
        objectsPerSecond: settings.http.objectsPerSecond,
        requestsAtOnce: 8,
        trustedProxies: [],
      }),
      ConferenceGraphqlModule,
      AccessGraphqlModule.forSettings(settings, {
        version: '0.0.0-test',
        mailCatcherUrl: 'http://127.0.0.1:1',
      }),
      ...imports,
    ],
    providers: [Readiness],
  };
  const http = await createHttpApp(root, settings, { logger });
  return { url: `${await http.listen()}/graphql`, log: () => lines.join(''), close: () => http.close() };
}
