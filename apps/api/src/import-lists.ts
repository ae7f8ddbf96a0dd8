import { type FastifyInstance } from 'fastify';
import { LoadImportList, tooLargeFile } from '#libs/import';
import { Authenticator, type HttpApp, type Logger, RequestBudget, uploadRoute } from '#libs/platform';
import { MOST_BYTES } from '#libs/spreadsheet';

export const IMPORT_LISTS_PATH = '/import-lists';

/** The way in for lists that are files: read there, and their bytes let go. */
export const importLists =
  (options: { readonly app: () => HttpApp['app']; readonly publicUrl: string; readonly logger: Logger }) =>
  (fastify: FastifyInstance): Promise<void> =>
    uploadRoute(fastify, {
      url: IMPORT_LISTS_PATH,
      most: MOST_BYTES,
      tooLarge: tooLargeFile,
      authenticator: () => options.app().get(Authenticator, { strict: false }),
      budget: () => options.app().get(RequestBudget, { strict: false }),
      publicUrl: options.publicUrl,
      logger: options.logger,
      take: async ({ actor, idempotencyKey, input, bytes }) => {
        const load = options.app().get(LoadImportList, { strict: false });
        return { importList: await load.run(actor, idempotencyKey, input, bytes) };
      },
    });
