import { Module } from '@nestjs/common';
import { ApprovalsModule } from '#libs/approvals';
import { InvitationsModule } from '#libs/invitations';
import { NotificationsModule } from '#libs/notifications';
import { OrganisationActsModule } from '#libs/organisations';
import { PlacesModule } from '#libs/places';
import { ScreeningModule } from '#libs/screening';
import { NOMINATION_ACTS } from './acts/acts.js';
import { NominationActs } from './acts/nomination-acts.js';
import { BodyNotices } from './notices/body-notices.js';
import { ReleaseNotices } from './notices/release-notices.js';
import { AssignNominationReviews } from './use-cases/assign-nomination-reviews.js';
import { CreateNomination } from './use-cases/create-nomination.js';
import { NominationOrganisations } from './use-cases/nomination-organisations.js';
import { MatchOrganisationText } from './use-cases/match-organisation-text.js';
import { NominationInvitations } from './nomination-invitations.js';
import { ReferenceRefusals } from './use-cases/reference-refusals.js';
import { NominationPlace } from './nomination-place.js';
import { NominationScreening } from './nomination-screening.js';
import { NominationReleases } from './nomination-releases.js';
import { NominationSubject } from './nomination-subject.js';
import { FillRelease } from './use-cases/fill-release.js';
import { Lapse } from './use-cases/lapse.js';
import { MergeDuplicate } from './use-cases/merge-duplicate.js';
import { MergedPeople } from './use-cases/merged-people.js';
import { PersonFacts } from './use-cases/person-facts.js';
import { PromoteReserve } from './use-cases/promote-reserve.js';
import { ReleaseDecisions } from './use-cases/release-decisions.js';
import { RemindNominationReviews } from './use-cases/remind-nomination-reviews.js';
import { SamePeople } from './use-cases/same-people.js';
import { SecondNominations } from './use-cases/second-nominations.js';
import { Submission } from './use-cases/submission.js';
import { UndoMerge } from './use-cases/undo-merge.js';

const USE_CASES = [
  ...NOMINATION_ACTS,
  CreateNomination,
  ReleaseDecisions,
  AssignNominationReviews,
  RemindNominationReviews,
  MergeDuplicate,
  UndoMerge,
  MatchOrganisationText,
];

/** What acts share. */
const PARTS = [
  NominationActs,
  PromoteReserve,
  BodyNotices,
  ReleaseNotices,
  FillRelease,
  ReferenceRefusals,
  MergedPeople,
  PersonFacts,
  SamePeople,
  SecondNominations,
  NominationOrganisations,
  Submission,
  Lapse,
  NominationInvitations,
  NominationReleases,
  NominationSubject,
  NominationPlace,
  NominationScreening,
];

const MODULES = [
  ApprovalsModule,
  PlacesModule,
  ScreeningModule,
  InvitationsModule,
  NotificationsModule,
  OrganisationActsModule,
];

/** The acts on nominations, for the API and for the demonstration data. */
@Module({
  imports: MODULES,
  providers: [...USE_CASES, ...PARTS],
  exports: [...USE_CASES, ...PARTS, ...MODULES],
})
export class NominationsModule {}
