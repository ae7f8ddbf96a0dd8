import { type InvitationState, NEWEST_OF_SOURCES } from '#libs/invitations';
import { type Ask, type SubjectStanding } from '#libs/places';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { type NominationState, STATES_WITH_PLACE } from '../domain/nomination.lifecycle.js';

const PAST_DRAFTING = `SELECT id, reference, body_id AS "bodyId", constituency_id AS "constituencyId", state
  FROM nominations.nomination WHERE conference_id = $1 AND state <> 'DRAFT' ORDER BY id`;

interface Row extends Record<string, unknown> {
  id: string;
  reference: string;
  bodyId: string;
  constituencyId: string;
  state: NominationState;
}

interface NewestInvitation extends Record<string, unknown> {
  sourceId: string;
  id: string;
  state: InvitationState;
}

/** Whoever has declined or not answered in time has given the place up, and stays approved. */
const GIVEN_UP: readonly InvitationState[] = ['DECLINED', 'LAPSED'];

/** Which place each nomination of a conference should have: held until it is decided, used once it is approved, none otherwise. */
export async function placesOfNominations(ask: Ask, conferenceId: string): Promise<SubjectStanding[]> {
  const nominations = await ask<Row>(PAST_DRAFTING, [conferenceId]);
  const newest = await ask<NewestInvitation>(NEWEST_OF_SOURCES, [NOMINATION_SUBJECT, conferenceId]);
  const invitations = new Map(newest.map((one) => [one.sourceId, one]));
  return nominations.map(({ id, reference, bodyId, constituencyId, state }) => {
    const invitation = invitations.get(id);
    const isGivenUp = invitation !== undefined && GIVEN_UP.includes(invitation.state);
    return {
      id,
      name: `nomination ${reference}`,
      bodyId,
      constituencyId,
      place: placeOf(state, isGivenUp),
      state: state === 'APPROVED' && isGivenUp ? `${state}, the invitation ${invitation.state}` : state,
      settledBy: invitation === undefined ? [id] : [id, invitation.id],
    };
  });
}

function placeOf(state: NominationState, isGivenUp: boolean): SubjectStanding['place'] {
  if (state === 'APPROVED') return isGivenUp ? 'NONE' : 'USED';
  return STATES_WITH_PLACE.includes(state) ? 'HELD' : 'NONE';
}
