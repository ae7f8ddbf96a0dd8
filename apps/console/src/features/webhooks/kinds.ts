/** Kinds of changes that people choose from; an endpoint that was made by API may be told of others. */
export const KINDS: readonly string[] = [
  'nomination.created',
  'nomination.updated',
  'nomination.submitted',
  'nomination.resubmitted',
  'nomination.under-review',
  'nomination.returned',
  'nomination.withdrawn',
  'nomination.approved',
  'nomination.rejected',
  'nomination.reserved',
  'nomination.promoted',
  'nomination.superseded',
  'nomination.substituted',
  'nomination.lapsed',
  'nomination.email-corrected',
  'nomination.person-corrected',
  'invitation.issued',
  'invitation.confirmed',
  'invitation.declined',
  'invitation.lapsed',
  'invitation.cancelled',
];

/** The kinds in the order in which people read them, with those that an endpoint has beyond them. */
export const kindsWith = (others: readonly string[]): readonly string[] => [
  ...new Set([...KINDS, ...others]),
];
