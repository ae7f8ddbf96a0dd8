import { Injectable } from '@nestjs/common';
import { type UserActor } from '#libs/kernel';
import { ExportMakers } from '#libs/export';
import { UserDirectory } from './user-directory.js';

/** Everybody sees oneself. */
@Injectable()
export class DirectoryExportMakers extends ExportMakers {
  constructor(private readonly users: UserDirectory) {
    super();
  }

  async nameOf(actor: UserActor): Promise<string> {
    return (await this.users.summaries(actor, [actor.userId])).get(actor.userId)?.name ?? '';
  }
}
