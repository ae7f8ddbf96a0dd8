import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createHttpApp,
  createLogger,
  type HttpApp,
  loadSettings,
  printedSchema,
  schemaOf,
  type Settings,
} from '#libs/platform';
import { contactOf } from '#libs/notifications';
import { type ApiFacts, AppModule } from './app.module.js';
import { attachments } from './attachments.js';
import { developerPages } from './developers/developers.js';
import { importLists } from './import-lists.js';
import { graphiqlPage } from './graphiql-page.js';
import { plainInvitation } from './plain-invitation/plain-invitation.js';

export interface RunningApi {
  /** Where it listens. */
  readonly url: string;
  /** Ends requests under way, then the process's connections. */
  close(): Promise<void>;
}

/** Starts HTTP and GraphQL and serves the built console beside them. The database must be migrated. */
export async function startApi(settings: Settings, facts: ApiFacts): Promise<RunningApi> {
  const logger = createLogger(settings);
  const pages = [
    plainInvitation({ contact: contactOf(settings.smtp.replyTo), logger }),
    developerPages({
      directory: GUIDE,
      installation: settings.http,
      schema: () => schemaOf(http.app),
      printedSchema: () => printedSchema(http.app),
    }),
    importLists({ app: () => http.app, publicUrl: settings.http.publicUrl, logger }),
    attachments({ app: () => http.app, publicUrl: settings.http.publicUrl, logger }),
    ...(settings.http.hasGraphiql === true ? [graphiqlPage(GRAPHIQL)] : []),
  ];
  const http: HttpApp = await createHttpApp(AppModule.forRoot(settings, logger, facts), settings, {
    logger,
    consoleDir: CONSOLE,
    pages: async (fastify) => {
      for (const register of pages) await register(fastify);
    },
  });
  const url = await http.listen();
  return { url, close: () => http.close() };
}

// dist/apps/api/src → dist/console; from the sources (tests) the console may be absent and only the API is served.
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const CONSOLE = join(ROOT, ROOT.endsWith('dist') ? 'console' : join('dist', 'console'));

const GRAPHIQL = join(ROOT, ROOT.endsWith('dist') ? 'graphiql' : join('dist', 'graphiql'));
/** The pages for developers: copied beside the code by the build. */
const GUIDE = join(ROOT, 'docs', 'api');

const { version: VERSION } = JSON.parse(
  readFileSync(join(ROOT, ROOT.endsWith('dist') ? '..' : '.', 'package.json'), 'utf8'),
) as { version: string };

/** The API as a process of its own, until it is told to stop. */
export async function runApi(): Promise<void> {
  const api = await startApi(loadSettings(undefined, ['api']), { version: VERSION });
  const stop = (): void => {
    void api.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
