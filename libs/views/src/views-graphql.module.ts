import { Module } from '@nestjs/common';
import { ConferenceModule } from '#libs/conference';
import { resolversOf } from '#libs/platform';
import { DeleteView } from './acts/delete-view.act.js';
import { UpdateView } from './acts/update-view.act.js';
import { ViewActs } from './acts/view-acts.js';
import { DELETED_EDGE, DeletedViewAnswer, SavedViewAnswer, VIEW_EDGE } from './graphql/act-edges.js';
import { SavedViewResolver } from './graphql/saved-view.resolver.js';
import { SavedViews } from './queries/saved-views.js';
import { SaveView } from './use-cases/save-view.js';

/** Made once, however often a process starts: types of GraphQL are of the process. */
const MUTATIONS = [...resolversOf([UpdateView], VIEW_EDGE), ...resolversOf([DeleteView], DELETED_EDGE)];

/** What the API process adds: saved views, and what people do with them. */
@Module({
  imports: [ConferenceModule],
  providers: [
    SavedViews,
    SaveView,
    ViewActs,
    UpdateView,
    DeleteView,
    SavedViewAnswer,
    DeletedViewAnswer,
    SavedViewResolver,
    ...MUTATIONS,
  ],
})
export class ViewsGraphqlModule {}
