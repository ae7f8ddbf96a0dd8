import { bothWays, MOST_COUNTED } from '#libs/kernel';
import { countUpTo } from '#libs/platform';
import { type PlaceOfferState } from '../domain/place-offer.js';
import { inOfferSight } from '../policies/place-offer.policy.js';
import { onOffer } from './quota.statements.js';

const COLUMNS = `o.id, o.conference_id AS "conferenceId", o.body_id AS "bodyId", o.to_body_id AS "toBodyId",
  o.constituency_id AS "constituencyId", o.count, o.note, o.state, o.version, o.created_at AS "createdAt", o.expires_at AS "expiresAt",
  o.answered_at AS "answeredAt", o.expires_at <= statement_timestamp() AS "isOver"`;

export interface PlaceOfferFacts {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly toBodyId: string;
  readonly constituencyId: string;
  readonly count: number;
  readonly note: string | null;
  readonly state: PlaceOfferState;
  readonly version: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  /** Its time is over, whether or not it has been marked as that. */
  readonly isOver: boolean;
}

export type PlaceOfferRow = PlaceOfferFacts & Record<string, unknown>;

/** For an act: what is out of sight is neither found nor locked. */
export const LOCK_OFFER_IN_SIGHT = `SELECT ${COLUMNS} FROM nominations.place_offer o WHERE o.id = $1 AND ${inOfferSight('o', 2)} FOR NO KEY UPDATE`;
/** For the service itself. */
export const LOCK_PLACE_OFFER = `SELECT ${COLUMNS} FROM nominations.place_offer o WHERE o.id = $1 FOR NO KEY UPDATE`;
export const OFFERS_BY_IDS = `SELECT ${COLUMNS} FROM nominations.place_offer o WHERE o.id = ANY ($1::uuid[]) AND ${inOfferSight('o', 2)}`;

/** Whose offers a list is of. $1 conference, $2 bodies, null for whoever reads the conference; $3 beyond which, $4 how many. */
interface Whose {
  readonly column: string;
  readonly is: string;
  readonly more: string;
}
const CONFERENCE: Whose = { column: 'o.conference_id', is: '$1::uuid', more: '$2::uuid[] IS NULL' };
/** What a body has made, and what it is told; an offer between two bodies of one person is among the former. */
const MADE: Whose = { column: 'o.body_id', is: 'own.id', more: 'o.conference_id = $1' };
const TOLD: Whose = {
  column: 'o.to_body_id',
  is: 'own.id',
  more: 'o.conference_id = $1 AND o.is_told AND o.body_id <> ALL ($2::uuid[])',
};
const OWN = 'FROM unnest($2::uuid[]) AS own (id) CROSS JOIN LATERAL';
/** Bounds that leave one conference or body, and a sort that begins with it: no plan then walks an index in which others' lie between. */
const page = ({ column, is, more }: Whose, beyond: string, way: string): string =>
  `SELECT ${COLUMNS} FROM nominations.place_offer o WHERE ${more} AND ${column} ${beyond === '<' ? '>=' : '<='} ${is}
    AND (${column}, o.id) ${beyond} (${is}, $3::uuid) ORDER BY ${column} ${way}, o.id ${way} LIMIT $4`;
// A look-up for each body and side: an OR over both sides would read every offer.
const ofBodies = (whose: Whose, beyond: string, way: string): string =>
  `(SELECT o.* ${OWN} (${page(whose, beyond, way)}) o)`;
const all = ({ column, is, more }: Whose): string =>
  `FROM nominations.place_offer o WHERE ${more} AND ${column} = ${is}`;
const countOfBodies = (whose: Whose): string => countUpTo(`${OWN} (SELECT ${all(whose)}) o`);

/** Lists of offers, the newest first, and how many there are. */
export const OFFERS = {
  conference: {
    list: bothWays((beyond, way) => page(CONFERENCE, beyond, way), 'DESC'),
    count: countUpTo(all(CONFERENCE)),
  },
  bodies: {
    list: bothWays(
      (beyond, way) =>
        `${ofBodies(MADE, beyond, way)} UNION ALL ${ofBodies(TOLD, beyond, way)} ORDER BY id ${way} LIMIT $4`,
      'DESC',
    ),
    count: `SELECT least((${countOfBodies(MADE)}) + (${countOfBodies(TOLD)}), ${MOST_COUNTED + 1}) AS count`,
  },
} as const;

export const MOVE_PLACE_OFFER = `UPDATE nominations.place_offer SET state = $2, version = version + 1, is_told = is_told OR $2 = 'OFFERED',
    answered_at = CASE WHEN $2 = 'OFFERED' THEN NULL ELSE clock_timestamp() END WHERE id = $1`;
/**
 * $1 offer, $2 ACCEPTED or DECLINED, $3 and $4 ids of the entries of both sides, $5 how many of the added places somebody waits for. No row,
 * and nothing moves, where the offer has ended since it was loaded.
 */
export const ANSWER_PLACE_OFFER = 'SELECT 1 WHERE nominations.answer_place_offer($1, $2, $3, $4, $5)';

/** $3: places more or fewer that are held for an offer; see `onOffer`. */
export const HOLD_FOR_OFFER = `UPDATE nominations.quota AS q SET held = held + $3, on_offer = ${onOffer('$3::int', '0', '0', '0')}
  WHERE body_id = $1 AND constituency_id = $2`;
export const INSERT_OFFER_ENTRY = `INSERT INTO nominations.quota_entry
  (id, conference_id, body_id, quota_id, place_offer_id, kind, held_delta, consumed_delta, by_user)
  SELECT $1, q.conference_id, q.body_id, q.id, $4, $5, $6, 0, $7 FROM nominations.quota q WHERE q.body_id = $2 AND q.constituency_id = $3`;

export const TRANSFERS = 'SELECT place_transfers AS mode FROM conference.conference WHERE id = $1';
export const BODIES = `SELECT b.id, b.conference_id AS "conferenceId", b.kind FROM conference.body b WHERE b.id = ANY ($1::uuid[])`;
export const CONSTITUENCY =
  'SELECT conference_id AS "conferenceId" FROM conference.constituency WHERE id = $1';
