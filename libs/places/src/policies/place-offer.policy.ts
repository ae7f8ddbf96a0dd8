import { type Actor, hasBodyRole, hasConferenceRole } from '#libs/kernel';
import { type PlaceOfferAction, placeOfferLifecycle, type PlaceOfferState } from '../domain/place-offer.js';

/** An offer as far as walls and roles ask. */
export interface OfferOfBodies {
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly toBodyId: string;
}

type Who = readonly [may: (actor: Actor, offer: OfferOfBodies) => boolean, words: string];

const GIVER: Who = [
  (actor, { bodyId }) => hasBodyRole(actor, bodyId, 'PARTNER_COORDINATOR'),
  'Only a coordinator of the body whose places they are takes the offer back.',
];
const RECEIVER: Who = [
  (actor, { toBodyId }) => hasBodyRole(actor, toBodyId, 'PARTNER_COORDINATOR'),
  'Only a coordinator of the body that is offered the places answers.',
];
const HOST: Who = [
  (actor, { conferenceId }) => hasConferenceRole(actor, conferenceId, 'HOST_APPROVER'),
  'Only an approver of the host agrees to an offer or refuses it.',
];

/** Who may do what with an offer; in which states is the lifecycle's. */
export const WHO: Readonly<Record<PlaceOfferAction, Who>> = {
  ACCEPT: RECEIVER,
  DECLINE: RECEIVER,
  WITHDRAW: GIVER,
  APPROVE: HOST,
  REFUSE: HOST,
};

const canWrite = (actor: Actor): boolean => actor.kind === 'user' && actor.canWrite;

export const mayDo = (actor: Actor, action: PlaceOfferAction, offer: OfferOfBodies): boolean =>
  canWrite(actor) && WHO[action][0](actor, offer);

/** What the actor may do with an offer as it stands; nothing once its time is over. */
export const actionsOn = (
  actor: Actor,
  offer: OfferOfBodies & { readonly state: PlaceOfferState; readonly isOver: boolean },
): readonly PlaceOfferAction[] =>
  offer.isOver
    ? []
    : placeOfferLifecycle
        .actionsIn(offer.state)
        .filter((action): action is PlaceOfferAction => action !== 'EXPIRE' && mayDo(actor, action, offer));

/**
 * SQL: the offer is the caller's to see, by both bodies and the host; the receiver's once it is told. `sightOf` gives the values of its
 * two parameters, from number `first` on.
 */
export const inOfferSight = (alias: string, first: number): string =>
  `(${alias}.conference_id = ANY ($${first}::uuid[]) OR ${alias}.body_id = ANY ($${first + 1}::uuid[])
    OR (${alias}.is_told AND ${alias}.to_body_id = ANY ($${first + 1}::uuid[])))`;
