import { type DynamicModule, Module } from '@nestjs/common';
import { resolversOf, type Settings } from '#libs/platform';
import { DeleteAttachment } from './acts/delete-attachment.act.js';
import { AttachmentSubjects } from './attachment-subjects.js';
import { DELETED_EDGE, DeletedAttachmentAnswer } from './graphql/act-edge.js';
import { AttachmentResolver } from './graphql/attachment.resolver.js';
import { Attachments } from './queries/attachments.js';
import { FileStore } from './store/file-store.js';
import { storeOf } from './store/store-of-settings.js';
import { AddAttachment } from './use-cases/add-attachment.js';
import { DownloadRoute } from './use-cases/download-route.js';
import { FileKeeper, SCANNER } from './use-cases/file-keeper.js';

const DELETING_ACTS = [DeleteAttachment] as const;
/** Made once, however often a process starts: types of GraphQL are of the process. */
const MUTATIONS = resolversOf(DELETING_ACTS, DELETED_EDGE);

/**
 * What the API process adds: files, where they come in and are had. Whoever has something to attach to registers it; so there is one of it
 * in a process, and others find it without importing it.
 */
@Module({})
export class AttachmentsGraphqlModule {
  static forSettings(settings: Pick<Settings, 'files'>): DynamicModule {
    return {
      module: AttachmentsGraphqlModule,
      global: true,
      providers: [
        { provide: FileStore, useFactory: () => storeOf(settings) },
        { provide: SCANNER, useValue: settings.files.scanner },
        FileKeeper,
        Attachments,
        AttachmentSubjects,
        AddAttachment,
        DownloadRoute,
        AttachmentResolver,
        DeletedAttachmentAnswer,
        ...DELETING_ACTS,
        ...MUTATIONS,
      ],
      exports: [Attachments, AttachmentSubjects, FileStore],
    };
  }
}
