import { instant, integer, oneOf, table, text, uuid } from '#libs/platform';
import { CAPACITIES, INVITATION_STATES } from '../domain/invitation.js';

/** What one person was sent, with who they are at that moment; a source has at most one that is pending or confirmed. */
export const INVITATION = table('invitations.invitation', {
  id: uuid(),
  conferenceId: uuid(),
  bodyId: uuid(),
  /** What it is for; see `InvitationSource`. */
  sourceType: text(),
  sourceId: uuid(),
  /** Filled in for processes of before, which know no other source. */
  nominationId: uuid().orNull(),
  personName: text(),
  honorific: text().orNull(),
  email: text(),
  language: text().byDefault(),
  capacity: oneOf(CAPACITIES),
  /** How the token of the link is made from the id: links of earlier versions keep working. */
  linkVersion: integer().byDefault(),
  /** The token itself is stored nowhere. */
  tokenHash: text(),
  /** As stored: what is still pending past `respondBy` counts as lapsed. */
  state: oneOf(INVITATION_STATES).byDefault().changeable(),
  version: integer().byDefault().changeable(),
  issuedAt: instant().byDefault(),
  respondBy: instant(),
  answeredAt: instant().orNull().changeable(),
  declineReason: text().orNull().changeable(),
});
