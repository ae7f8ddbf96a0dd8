/** What this context writes into the audit trail: ids, words and counts, no names. */
export const ORGANISATION_ACTIONS = {
  added: 'organisation.added',
  updated: 'organisation.updated',
  contactsSet: 'organisation.contacts-set',
  merged: 'organisation.merged',
  parted: 'organisation.parted',
} as const;

export const ORGANISATION_SUBJECT = 'organisation';
