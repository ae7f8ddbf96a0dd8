import { Module } from '@nestjs/common';
import { ApprovalsModule } from '#libs/approvals';
import { InvitationsModule } from '#libs/invitations';
import { NotificationsModule } from '#libs/notifications';
import { StaffDirectory } from '#libs/access';
import { BodyNotices } from './notices/body-notices.js';
import { HostNotices } from './notices/host-notices.js';
import { ReleaseNotices } from './notices/release-notices.js';
import { AllotPlaces } from './use-cases/allot-places.js';
import { CorrectEmail } from './use-cases/correct-email.js';
import { CreateNomination } from './use-cases/create-nomination.js';
import { DecideNomination } from './use-cases/decide-nomination.js';
import { FillRelease } from './use-cases/fill-release.js';
import { LoadWatchList } from './use-cases/load-watch-list.js';
import { PromoteNomination } from './use-cases/promote-nomination.js';
import { PromoteReserve } from './use-cases/promote-reserve.js';
import { QuotaRefusals } from './use-cases/quota-refusals.js';
import { RecommendNomination } from './use-cases/recommend-nomination.js';
import { ReleaseDecisions } from './use-cases/release-decisions.js';
import { ReopenNomination } from './use-cases/reopen-nomination.js';
import { ReturnNomination } from './use-cases/return-nomination.js';
import { SetFreedPlaces } from './use-cases/set-freed-places.js';
import { Submission } from './use-cases/submission.js';
import { SubmitNomination } from './use-cases/submit-nomination.js';
import { UpdateNomination } from './use-cases/update-nomination.js';
import { WithdrawNomination } from './use-cases/withdraw-nomination.js';

const USE_CASES = [
  CreateNomination,
  UpdateNomination,
  SubmitNomination,
  WithdrawNomination,
  CorrectEmail,
  RecommendNomination,
  ReturnNomination,
  DecideNomination,
  ReopenNomination,
  ReleaseDecisions,
  PromoteNomination,
  LoadWatchList,
  AllotPlaces,
  SetFreedPlaces,
];

/** What acts share. */
const PARTS = [
  PromoteReserve,
  QuotaRefusals,
  BodyNotices,
  HostNotices,
  ReleaseNotices,
  FillRelease,
  StaffDirectory,
  Submission,
];

/** The acts on nominations, for the API and for the demonstration data. */
@Module({
  imports: [ApprovalsModule, InvitationsModule, NotificationsModule],
  providers: [...USE_CASES, ...PARTS],
  exports: [...USE_CASES, ...PARTS, ApprovalsModule, InvitationsModule, NotificationsModule],
})
export class NominationsModule {}
