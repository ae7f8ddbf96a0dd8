import { ClaimReview } from './claim-review.act.js';
import { CorrectEmail } from './correct-email.act.js';
import { CorrectPerson } from './correct-person.act.js';
import { DecideNomination } from './decide-nomination.act.js';
import { MarkReady } from './mark-ready.act.js';
import { PromoteNomination } from './promote-nomination.act.js';
import { RecommendNomination } from './recommend-nomination.act.js';
import { ReleaseReviewClaim } from './release-review-claim.act.js';
import { ReopenNomination } from './reopen-nomination.act.js';
import { ReturnNomination } from './return-nomination.act.js';
import { SubmitNomination } from './submit-nomination.act.js';
import { SubstituteNominee } from './substitute-nominee.act.js';
import { UnmarkReady } from './unmark-ready.act.js';
import { UpdateNomination } from './update-nomination.act.js';
import { WithdrawNomination } from './withdraw-nomination.act.js';

/** What can be done to a nomination, each a mutation. Who does it is a provider, and its resolver follows. */
export const NOMINATION_ACTS = [
  UpdateNomination,
  MarkReady,
  UnmarkReady,
  SubmitNomination,
  WithdrawNomination,
  SubstituteNominee,
  CorrectEmail,
  CorrectPerson,
  ClaimReview,
  ReleaseReviewClaim,
  RecommendNomination,
  ReturnNomination,
  DecideNomination,
  ReopenNomination,
  PromoteNomination,
] as const;
