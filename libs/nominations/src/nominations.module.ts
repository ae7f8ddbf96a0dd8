import { Module } from '@nestjs/common';
import { ApprovalsModule } from '#libs/approvals';
import { InvitationsModule } from '#libs/invitations';
import { NotificationsModule } from '#libs/notifications';
import { StaffDirectory } from '#libs/access';
import { NOMINATION_ACTS } from './acts/acts.js';
import { NominationActs } from './acts/nomination-acts.js';
import { BodyNotices } from './notices/body-notices.js';
import { HostNotices } from './notices/host-notices.js';
import { ReleaseNotices } from './notices/release-notices.js';
import { AllotPlaces } from './use-cases/allot-places.js';
import { CreateNomination } from './use-cases/create-nomination.js';
import { NominationReleases } from './nomination-releases.js';
import { NominationSubject } from './nomination-subject.js';
import { FillRelease } from './use-cases/fill-release.js';
import { Lapse } from './use-cases/lapse.js';
import { LoadWatchList } from './use-cases/load-watch-list.js';
import { PromoteReserve } from './use-cases/promote-reserve.js';
import { QuotaRefusals } from './use-cases/quota-refusals.js';
import { ReleaseDecisions } from './use-cases/release-decisions.js';
import { SetFreedPlaces } from './use-cases/set-freed-places.js';
import { Submission } from './use-cases/submission.js';

const USE_CASES = [
  ...NOMINATION_ACTS,
  CreateNomination,
  ReleaseDecisions,
  LoadWatchList,
  AllotPlaces,
  SetFreedPlaces,
];

/** What acts share. */
const PARTS = [
  NominationActs,
  PromoteReserve,
  QuotaRefusals,
  BodyNotices,
  HostNotices,
  ReleaseNotices,
  FillRelease,
  StaffDirectory,
  Submission,
  Lapse,
  NominationReleases,
  NominationSubject,
];

/** The acts on nominations, for the API and for the demonstration data. */
@Module({
  imports: [ApprovalsModule, InvitationsModule, NotificationsModule],
  providers: [...USE_CASES, ...PARTS],
  exports: [...USE_CASES, ...PARTS, ApprovalsModule, InvitationsModule, NotificationsModule],
})
export class NominationsModule {}
