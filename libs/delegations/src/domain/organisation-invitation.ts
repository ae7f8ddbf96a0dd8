/** Whom of an organisation the letter invites. */
export const INVITATION_LEVELS = ['HEAD_OF_STATE', 'MINISTER', 'SENIOR_OFFICIAL', 'OBSERVER'] as const;
export type InvitationLevel = (typeof INVITATION_LEVELS)[number];

/** Languages of letters: the six of the United Nations, in which organisations have names. */
export const LETTER_LANGUAGES = ['en', 'fr', 'es', 'ru', 'ar', 'zh'] as const;
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number];

export const LONGEST_LINE = 200;
export const LONGEST_NOTE = 2_000;

export const ORGANISATION_INVITATION_SUBJECT = 'organisation-invitation';

/** What each act writes into the audit trail: ids, codes and counts, no names; what people wrote is a remark beside it. */
export const INVITATION_FACTS = {
  drafted: 'organisation-invitation.drafted',
  updated: 'organisation-invitation.updated',
  approved: 'organisation-invitation.approved',
  sent: 'organisation-invitation.sent',
  acknowledged: 'organisation-invitation.acknowledged',
  accepted: 'organisation-invitation.accepted',
  admitted: 'organisation-invitation.admitted',
  regretted: 'organisation-invitation.regretted',
  revoked: 'organisation-invitation.revoked',
  lapsed: 'organisation-invitation.lapsed',
  asked: 'organisation-invitation.asked',
  declined: 'organisation-invitation.declined',
  reminded: 'organisation-invitation.reminded',
  extended: 'organisation-invitation.extended',
  delegateNamed: 'organisation-invitation.delegate-named',
  delegateRemoved: 'organisation-invitation.delegate-removed',
} as const;
export type InvitationFact = (typeof INVITATION_FACTS)[keyof typeof INVITATION_FACTS];
