import { createHttpApp, createLogger, printedSchema, type Settings } from '#libs/platform';
import { AppModule } from './app.module.js';

/** The text of `schema.graphql` as the code declares it. Builds the API without listening; its database must run. */
export async function printSchema(settings: Settings): Promise<string> {
  const logger = createLogger({ ...settings, logLevel: 'silent' });
  const http = await createHttpApp(AppModule.forRoot(settings, logger, { version: '' }), settings, {
    logger,
  });
  try {
    return printedSchema(http.app);
  } finally {
    await http.close();
  }
}
