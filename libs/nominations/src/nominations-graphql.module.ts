import { Module } from '@nestjs/common';
import { ApprovalsGraphqlModule } from '#libs/approvals';
import { AuditModule } from '#libs/audit';
import { ExportModule } from '#libs/export';
import { NotesGraphqlModule } from '#libs/notes';
import { OrganisationsGraphqlModule } from '#libs/organisations';
import { resolversOf } from '#libs/platform';
import { PlacesGraphqlModule } from '#libs/places';
import { ScreeningGraphqlModule } from '#libs/screening';
import { NOMINATION_ACTS } from './acts/acts.js';
import { InboxExport } from './export/inbox-export.js';
import { NominationExport } from './export/nomination-export.js';
import { NOMINATION_EDGE, NominationAnswer } from './graphql/act-edge.js';
import { DuplicateJudgementResolver, DuplicatePairResolver } from './graphql/duplicate-pair.resolver.js';
import { DuplicateMergeResolver, PairMergesResolver } from './graphql/duplicate-merge.resolver.js';
import { ChangeNominationResolver } from './graphql/change-nomination.resolver.js';
import { AuditNominationResolver } from './graphql/audit-nomination.resolver.js';
import { MessageNominationResolver } from './graphql/message-nomination.resolver.js';
import { KnownNomineesResolver } from './graphql/known-nominees.resolver.js';
import { NominationFieldsResolver } from './graphql/nomination-fields.resolver.js';
import {
  NominationOrganisationResolver,
  OrganisationNominationsResolver,
} from './graphql/nomination-organisation.resolver.js';
import { OrganisationTextResolver } from './graphql/organisation-text.resolver.js';
import { NominationNodes } from './graphql/nomination.nodes.js';
import { NominationResolver } from './graphql/nomination.resolver.js';
import { NominationSubscriptions } from './graphql/nomination.subscriptions.js';
import { PersonFieldsResolver } from './graphql/person-fields.resolver.js';
import { FreePlacesNominationResolver, PlacePreviewResolver } from './graphql/place-preview.resolver.js';
import { ReleaseResolver } from './graphql/release.resolver.js';
import { ReviewAssignmentResolver } from './graphql/review-assignment.resolver.js';
import { ReviewReminderResolver } from './graphql/review-reminder.resolver.js';
import { InboxNominationResolver } from './graphql/inbox-nomination.resolver.js';
import { NominationAttachments } from './nomination-attachments.js';
import { NominationNotes } from './nomination-notes.js';
import { NominationsModule } from './nominations.module.js';
import { DuplicateMerges } from './queries/duplicate-merges.js';
import { DuplicatePairs } from './queries/duplicate-pairs.js';
import { GetNomination } from './queries/get-nomination.js';
import { KnownNominees } from './queries/known-nominees.js';
import { InboxNominations } from './queries/inbox-nominations.js';
import { ListNominations } from './queries/list-nominations.js';
import { NomineesInTrail } from './queries/nominees-in-trail.js';
import { OrganisationTexts } from './queries/organisation-texts.js';
import { PreviewPlace } from './queries/preview-place.js';
import { PreviewRelease } from './queries/release-preview.js';
import { Successions } from './queries/successions.js';

const QUERIES = [
  ListNominations,
  GetNomination,
  InboxNominations,
  PreviewRelease,
  PreviewPlace,
  KnownNominees,
  NomineesInTrail,
  Successions,
  DuplicatePairs,
  DuplicateMerges,
  OrganisationTexts,
];
const RESOLVERS = [
  NominationNodes,
  NominationAnswer,
  ...resolversOf(NOMINATION_ACTS, NOMINATION_EDGE),
  NominationResolver,
  NominationFieldsResolver,
  PersonFieldsResolver,
  InboxNominationResolver,
  ReleaseResolver,
  ReviewAssignmentResolver,
  ReviewReminderResolver,
  PlacePreviewResolver,
  FreePlacesNominationResolver,
  NominationSubscriptions,
  MessageNominationResolver,
  AuditNominationResolver,
  ChangeNominationResolver,
  KnownNomineesResolver,
  DuplicatePairResolver,
  DuplicateJudgementResolver,
  PairMergesResolver,
  DuplicateMergeResolver,
  NominationOrganisationResolver,
  OrganisationNominationsResolver,
  OrganisationTextResolver,
];

/** What the API process adds: reading and the GraphQL fields. */
@Module({
  imports: [
    NominationsModule,
    ApprovalsGraphqlModule,
    PlacesGraphqlModule,
    ScreeningGraphqlModule,
    AuditModule,
    ExportModule,
    NotesGraphqlModule,
    OrganisationsGraphqlModule,
  ],
  providers: [
    ...QUERIES,
    ...RESOLVERS,
    NominationExport,
    InboxExport,
    NominationNotes,
    NominationAttachments,
  ],
})
export class NominationsGraphqlModule {}
