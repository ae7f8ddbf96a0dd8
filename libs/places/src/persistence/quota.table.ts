import { instant, integer, oneOf, table, text, uuid } from '#libs/platform';

/** A body's places for one constituency: a counter that the ledger explains. */
export const QUOTA = table('nominations.quota', {
  id: uuid(),
  conferenceId: uuid(),
  bodyId: uuid(),
  constituencyId: uuid(),
  allotted: integer().changeable(),
  /** Places that approvers gave beyond the allotment. */
  overridden: integer().byDefault().changeable(),
  held: integer().byDefault().changeable(),
  consumed: integer().byDefault().changeable(),
  onOffer: integer().byDefault().changeable(),
});

const QUOTA_ENTRY_KINDS = ['ALLOCATE', 'HOLD', 'CONSUME', 'RELEASE', 'TRANSFER', 'OVERRIDE'] as const;
export type QuotaEntryKind = (typeof QUOTA_ENTRY_KINDS)[number];

/** One line of the ledger: why a counter moved. */
export const QUOTA_ENTRY = table('nominations.quota_entry', {
  id: uuid(),
  conferenceId: uuid(),
  bodyId: uuid(),
  quotaId: uuid(),
  nominationId: uuid().orNull(),
  /** The offer to another body that they are held for, or went by. */
  placeOfferId: uuid().orNull(),
  kind: oneOf(QUOTA_ENTRY_KINDS),
  heldDelta: integer(),
  consumedDelta: integer(),
  allottedDelta: integer().byDefault(),
  byUser: uuid().orNull(),
  reason: text().orNull(),
  at: instant().byDefault(),
});
