import { Module } from '@nestjs/common';
import { ConferenceModule } from '#libs/conference';
import { NominationsOfBody } from '#libs/nominations';
import { resolversOf } from '#libs/platform';
import { AbandonImportList } from './acts/abandon-import-list.act.js';
import { ApplyImportList } from './acts/apply-import-list.act.js';
import { ListActs } from './acts/list-acts.js';
import { SayOfImportList } from './acts/say-of-import-list.act.js';
import { UndoImportList } from './acts/undo-import-list.act.js';
import { IMPORT_LIST_EDGE, ImportListAnswer } from './graphql/act-edge.js';
import { ImportPreviewResolver } from './graphql/import-preview.resolver.js';
import { ImportMeanings } from './queries/import-meanings.js';
import { ImportPreview } from './queries/import-preview.js';
import { RowResults } from './queries/row-results.js';
import { ImportListResolver } from './graphql/import-list.resolver.js';
import { ImportLists } from './queries/import-lists.js';
import { ListReader } from './use-cases/list-reader.js';
import { LoadImportList } from './use-cases/load-import-list.js';
import { MendingRoute } from './use-cases/mending-route.js';

/** What people do with a list, each a mutation. */
const LIST_ACTS = [SayOfImportList, ApplyImportList, UndoImportList, AbandonImportList] as const;
/** Made once, however often a process starts: types of GraphQL are of the process. */
const MUTATIONS = resolversOf(LIST_ACTS, IMPORT_LIST_EDGE);

/** What the API process adds: lists, and what people do with them. */
@Module({
  imports: [ConferenceModule],
  providers: [
    ImportLists,
    ListReader,
    LoadImportList,
    MendingRoute,
    NominationsOfBody,
    ImportMeanings,
    RowResults,
    ImportPreview,
    ListActs,
    ImportListAnswer,
    ImportListResolver,
    ImportPreviewResolver,
    ...LIST_ACTS,
    ...MUTATIONS,
  ],
})
export class ImportGraphqlModule {}
