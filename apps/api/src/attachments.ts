import { type FastifyInstance } from 'fastify';
import { AddAttachment, ATTACHMENTS_PATH, MOST_BYTES, tooLargeFile } from '#libs/attachments';
import { Authenticator, type HttpApp, type Logger, RequestBudget, uploadRoute } from '#libs/platform';

/** The way in for files that are attached to something. */
export const attachments =
  (options: { readonly app: () => HttpApp['app']; readonly publicUrl: string; readonly logger: Logger }) =>
  (fastify: FastifyInstance): Promise<void> =>
    uploadRoute(fastify, {
      url: ATTACHMENTS_PATH,
      most: MOST_BYTES,
      tooLarge: tooLargeFile,
      authenticator: () => options.app().get(Authenticator, { strict: false }),
      budget: () => options.app().get(RequestBudget, { strict: false }),
      publicUrl: options.publicUrl,
      logger: options.logger,
      take: async ({ actor, idempotencyKey, input, bytes }) => {
        const add = options.app().get(AddAttachment, { strict: false });
        return { attachment: await add.run(actor, idempotencyKey, input, bytes) };
      },
    });
