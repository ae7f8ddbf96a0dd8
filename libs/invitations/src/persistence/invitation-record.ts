import { type ConferenceFacts, type Invitee } from '../invitation-messages.js';
import { type SourceOfInvitation } from '../invitation-sources.js';
import { type Capacity, type InvitationState } from '../domain/invitation.js';

/** A row of LOAD_FOR_MESSAGES. */
export interface InvitationRow extends Record<string, unknown> {
  id: string;
  conference_id: string;
  body_id: string;
  source_type: string;
  source_id: string;
  person_name: string;
  honorific: string | null;
  email: string;
  language: string;
  capacity: Capacity;
  link_version: number;
  version: number;
  respond_by: Date;
  state: InvitationState;
  decline_reason: string | null;
  is_open: boolean;
  /** Null where answers have closed for good. */
  changeable_until: Date | null;
  freed_places: 'BY_HAND' | 'AT_ONCE';
  conference_name: string;
  venue: string;
  city: string;
  starts_on: string;
  ends_on: string;
  time_zone: string;
  body_name: string;
}

/** A row that a change of state answers. */
export interface ChangedRow extends Record<string, unknown> {
  id: string;
  conference_id: string;
  body_id: string;
  source_type: string;
  source_id: string;
  version: number;
}

/** A row of CONFERENCE_FACTS. */
export interface ConferenceRow extends Record<string, unknown> {
  name: string;
  venue: string;
  city: string;
  starts_on: string;
  ends_on: string;
  time_zone: string;
  locales: string[];
  /** Names by id. */
  bodies: Record<string, string>;
}

export const factsOf = (
  row: Pick<ConferenceRow, 'venue' | 'city' | 'starts_on' | 'ends_on' | 'time_zone'>,
  conferenceName: string,
): ConferenceFacts => ({
  conferenceName,
  venue: row.venue,
  city: row.city,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  timeZone: row.time_zone,
});

/** What an invitation is for. */
export const sourceOf = (row: Pick<ChangedRow, 'source_type' | 'source_id'>): SourceOfInvitation => ({
  type: row.source_type,
  id: row.source_id,
});

export const inviteeOf = (row: InvitationRow): Invitee => ({
  personName: row.person_name,
  honorific: row.honorific,
  capacity: row.capacity,
});
