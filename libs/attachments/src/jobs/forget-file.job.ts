import { Injectable } from '@nestjs/common';
import { JobHandler } from '#libs/platform';
import { forgetFile } from '../attachments.jobs.js';
import { FileStore } from '../store/file-store.js';

/** Ids are never used again, so whoever comes late or twice does no harm. */
@Injectable()
export class ForgetFileJob extends JobHandler<{ attachmentId: string }> {
  readonly job = forgetFile;

  constructor(private readonly store: FileStore) {
    super();
  }

  async handle({ attachmentId }: { attachmentId: string }): Promise<void> {
    await this.store.delete(attachmentId);
  }
}
