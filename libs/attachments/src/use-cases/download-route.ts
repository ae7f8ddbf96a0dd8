import { Injectable, type OnModuleInit } from '@nestjs/common';
import { contentDisposition } from '#libs/export';
import { notFound, type UserActor } from '#libs/kernel';
import { ApiError, type Charge, type Download, Downloads } from '#libs/platform';
import { Attachments, ATTACHMENTS_PATH } from '../queries/attachments.js';
import { FileKeeper } from './file-keeper.js';

/** `GET /attachments/ID`: a file, for whoever sees its row. */
@Injectable()
export class DownloadRoute implements OnModuleInit {
  constructor(
    private readonly downloads: Downloads,
    private readonly attachments: Attachments,
    private readonly keeper: FileKeeper,
  ) {}

  onModuleInit(): void {
    this.downloads.get(`${ATTACHMENTS_PATH}/:id`, (actor, asked, charge) => this.run(actor, asked, charge));
  }

  /** Refuses NOT_FOUND what is unknown or another's. @throws ApiError SERVICE_UNAVAILABLE what the store has lost or cannot give. */
  private async run(actor: UserActor, asked: unknown, charge: Charge): Promise<Download> {
    const { id } = asked as { id: string };
    await charge(1);
    const file = await this.attachments.file(actor, id);
    if (file === null) throw notFound('file');
    const bytes = await this.keeper.open(file.id);
    if (bytes === undefined)
      throw new ApiError('SERVICE_UNAVAILABLE', 'The store has lost this file. Ask for it once more.', 503);
    return {
      contentType: file.contentType,
      disposition: contentDisposition(file.fileName),
      body: bodyOf(bytes),
    };
  }
}

async function* bodyOf(bytes: AsyncIterable<Uint8Array>): Download['body'] {
  yield* bytes;
  return {};
}
