import { type MessageKind } from '../domain/message.js';
import {
  declineConfirmedStillOpen,
  invitationConfirmedStillOpen,
  invitationDeclinedPlaceAsItIs,
} from './answers-as-they-stand.js';
import { decisionNotice, decisionNoticeOfReserves } from './decision-notice.js';
import {
  acceptedAfterAll,
  declineConfirmed,
  declineConfirmedChangeable,
  invitationCancelled,
  invitationConfirmed,
  invitationConfirmedChangeable,
  invitationDeclined,
  invitationDeclinedFreedPlace,
} from './invitation-answers.js';
import { nominationReturned, nominationReturnedWithDueTime } from './nomination-returned.js';
import {
  answerReminder,
  answerReminderOfOwnPlace,
  nominationLapsed,
  nominationLapsedOwnPlace,
  placesFreed,
  placesFreedByApprover,
  placesFreedForOneOrMore,
  placesFreedForWaiting,
  reservePromoted,
  reservePromotedToPlace,
} from './nomination-notices.js';
import {
  personalInvitation,
  personalInvitationByCode,
  personalInvitationKeptPlace,
} from './personal-invitation.js';
import {
  reviewEscalation,
  reviewEscalationByStage,
  reviewReminder,
  reviewReminderByStage,
} from './review-reminders.js';
import { roleGranted, roleOffered, roleOfferedByName, roleOfferedUntil } from './role-granted.js';
import { signInLink } from './sign-in-link.js';
import { type Template } from './template.js';

/** Every wording that a message may have been written with. */
const TEMPLATES: readonly Template[] = [
  signInLink,
  nominationReturned,
  nominationReturnedWithDueTime,
  decisionNotice,
  decisionNoticeOfReserves,
  personalInvitation,
  personalInvitationKeptPlace,
  personalInvitationByCode,
  invitationConfirmed,
  invitationConfirmedChangeable,
  invitationConfirmedStillOpen,
  declineConfirmed,
  declineConfirmedChangeable,
  declineConfirmedStillOpen,
  invitationDeclined,
  invitationDeclinedFreedPlace,
  invitationDeclinedPlaceAsItIs,
  acceptedAfterAll,
  invitationCancelled,
  reviewReminder,
  reviewReminderByStage,
  reviewEscalation,
  reviewEscalationByStage,
  answerReminder,
  answerReminderOfOwnPlace,
  nominationLapsed,
  nominationLapsedOwnPlace,
  reservePromoted,
  reservePromotedToPlace,
  placesFreed,
  placesFreedForWaiting,
  placesFreedForOneOrMore,
  placesFreedByApprover,
  roleGranted,
  roleOffered,
  roleOfferedUntil,
  roleOfferedByName,
];

const byKey = new Map(TEMPLATES.map((template) => [`${template.kind} ${template.version}`, template]));
const newest = new Map<MessageKind, number>();
for (const { kind, version } of TEMPLATES) newest.set(kind, Math.max(version, newest.get(kind) ?? 0));

/** The version in which new messages of a kind are written. */
export function currentVersion(kind: MessageKind): number {
  const version = newest.get(kind);
  if (version === undefined) throw new Error(`There are no words for ${kind}`);
  return version;
}

export function templateOf(kind: MessageKind, version: number): Template {
  const template = byKey.get(`${kind} ${version}`);
  if (template === undefined) throw new Error(`There are no words for ${kind} in version ${version}`);
  return template;
}
