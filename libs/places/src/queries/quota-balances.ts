import { Injectable } from '@nestjs/common';
import {
  type Actor,
  bothWays,
  isId,
  type Page,
  type PageRequest,
  readsConference,
  type Slice,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
} from '#libs/kernel';
import { Database, inHostSight, inSight, type ReadMany, sightOf } from '#libs/platform';
import { type BalanceRow, type QuotaBalance, toBalance } from '../persistence/quota-ledger.js';

export interface QuotaBalanceView extends QuotaBalance {
  readonly body: { readonly id: string; readonly kind: string; readonly code: string; readonly name: string };
  readonly constituency: { readonly id: string; readonly code: string; readonly name: string };
  /** Approved in a decision that is not released yet; null for whoever may not know. */
  readonly awaitingRelease: number | null;
}

interface Row extends BalanceRow {
  conference_id: string;
  body_kind: string;
  body_code: string;
  body_name: string;
  constituency_code: string;
  constituency_name: string;
  position: number;
  awaiting_release: number;
}

const SELECT = `SELECT q.id, q.conference_id, q.body_id, q.constituency_id, q.allotted + q.overridden AS allotted, q.overridden, q.held, q.consumed,
    b.kind AS body_kind, b.code AS body_code, b.name AS body_name, c.code AS constituency_code, c.name AS constituency_name, c.position,
    coalesce(w.count, 0) AS awaiting_release
  FROM nominations.quota q
  JOIN conference.body b ON b.id = q.body_id
  JOIN conference.constituency c ON c.id = q.constituency_id
  LEFT JOIN waiting w ON w.body_id = q.body_id AND w.constituency_id = q.constituency_id`;

/**
 * Counted once for all places, from the decisions that wait, which are few: each body's subjects are many. The ledger knows
 * which place each of them holds. Nothing is counted for whoever reads none of these conferences whole, and is told nothing.
 */
const waiting = (conferences: string): string => `WITH waiting AS MATERIALIZED (
    SELECT h.body_id, h.constituency_id, count(*)::int AS count
    FROM (SELECT d.review_id, d.subject_id FROM approvals.waiting_decision d
      WHERE d.conference_id = ANY (ARRAY(${conferences})) AND d.outcome = 'APPROVE'
      OFFSET 0) d
    JOIN approvals.waiting_review r ON r.id = d.review_id
    CROSS JOIN LATERAL (SELECT e.quota_id FROM nominations.quota_entry e
      WHERE e.nomination_id = d.subject_id AND e.held_delta > 0 ORDER BY e.id DESC LIMIT 1) held
    JOIN nominations.quota h ON h.id = held.quota_id
    GROUP BY h.body_id, h.constituency_id
  ) `;
const OF_CONFERENCE = bothWays(
  (
    beyond,
    way,
  ) => `${waiting('SELECT $1::uuid INTERSECT SELECT unnest($2::uuid[])')}${SELECT} WHERE q.conference_id = $1 AND ${inSight('q', 2)}
    AND ($4::text IS NULL OR (b.name, b.id, c.position, c.id) ${beyond} ($4, $5::uuid, $6::int, $7::uuid))
  ORDER BY b.name ${way}, b.id ${way}, c.position ${way}, c.id ${way} LIMIT $8`,
);
const COUNT = `SELECT count(*)::int AS count FROM nominations.quota q WHERE q.conference_id = $1 AND ${inSight('q', 2)}`;
const OF_PLACES = `${waiting(`SELECT b.conference_id FROM conference.body b WHERE b.id = ANY ($1::uuid[]) AND ${inHostSight('b', 3)}`)}${SELECT} WHERE (q.body_id, q.constituency_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[])) AND ${inSight('q', 3)}`;

const PLACES_OF = `SELECT q.id, q.body_id, q.constituency_id FROM nominations.quota q WHERE q.id = ANY ($1::uuid[]) AND ${inSight('q', 2)}`;

const TAKEN = `SELECT body_id AS "bodyId", constituency_id AS "constituencyId", allotted + overridden AS allotted, held + consumed AS taken
  FROM nominations.quota WHERE body_id = ANY ($1::uuid[])`;

/** Places of a body for a constituency that are held or used. */
export interface TakenPlaces {
  readonly bodyId: string;
  readonly constituencyId: string;
  readonly allotted: number;
  readonly taken: number;
}

/** What a balance is of: a body's places for a constituency. */
export const placeKey = (bodyId: string, constituencyId: string): string => `${bodyId} ${constituencyId}`;

/** Places of bodies, as far as the caller may see them. */
@Injectable()
export class QuotaBalances {
  constructor(private readonly database: Database) {}

  /** By body and constituency. Refuses INVALID_INPUT as `sliceOf` does. */
  async list(actor: Actor, conferenceId: string, page: PageRequest): Promise<Page<QuotaBalanceView>> {
    return this.read(actor, conferenceId, sliceOf(page));
  }

  /** The same for as many as are asked for: for an export, which reads all of it. */
  async read(actor: Actor, conferenceId: string, slice: Slice): Promise<Page<QuotaBalanceView>> {
    const begin = sliceKey(slice, 4, isBalanceKey) ?? [null, null, null, null];
    const isKnown = isId(conferenceId);
    const rows = isKnown
      ? await this.database.read<Row>(actor, statementOf(OF_CONFERENCE, slice), [
          conferenceId,
          ...sightOf(actor),
          ...begin,
          slice.size + 1,
        ])
      : [];
    return toPage(rows, {
      slice,
      key: (row) => [row.body_name, row.body_id, row.position, row.constituency_id],
      node: (row) => toView(actor, row),
      totalCount: async () => {
        if (!isKnown) return 0;
        const values = [conferenceId, ...sightOf(actor)];
        const [row] = await this.database.read<{ count: number }>(actor, COUNT, values);
        return row?.count ?? 0;
      },
    });
  }

  /** Balances of many places, by `placeKey`. */
  readonly ofPlaces: ReadMany<QuotaBalanceView> = async (actor, keys) => {
    const [bodyIds, constituencyIds] = [0, 1].map((part) => keys.map((key) => key.split(' ')[part]));
    const rows = await this.database.read<Row>(actor, OF_PLACES, [
      bodyIds,
      constituencyIds,
      ...sightOf(actor),
    ]);
    return new Map(rows.map((row) => [placeKey(row.body_id, row.constituency_id), toView(actor, row)]));
  };

  readonly byIds: ReadMany<QuotaBalanceView> = async (actor, ids) => {
    const rows = await this.database.read<{ id: string; body_id: string; constituency_id: string }>(
      actor,
      PLACES_OF,
      [ids, ...sightOf(actor)],
    );
    if (rows.length === 0) return new Map();
    const keys = rows.map((row) => placeKey(row.body_id, row.constituency_id));
    const balances = await this.ofPlaces(actor, keys);
    return new Map([...balances.values()].map((balance) => [balance.id, balance]));
  };

  /** How many places each quota of these bodies has, and how many are taken; for the service itself. */
  taken(actor: Actor, bodyIds: readonly string[]): Promise<TakenPlaces[]> {
    return this.database.read<TakenPlaces & Record<string, unknown>>(actor, TAKEN, [bodyIds]);
  }

  /** The balance that a subject counts against; null where no places were allotted. */
  async ofPlace(
    actor: Actor,
    place: { readonly bodyId: string; readonly constituencyId: string },
  ): Promise<QuotaBalanceView | null> {
    const key = placeKey(place.bodyId, place.constituencyId);
    return (await this.ofPlaces(actor, [key])).get(key) ?? null;
  }
}

function toView(actor: Actor, row: Row): QuotaBalanceView {
  return {
    ...toBalance(row),
    body: { id: row.body_id, kind: row.body_kind, code: row.body_code, name: row.body_name },
    constituency: { id: row.constituency_id, code: row.constituency_code, name: row.constituency_name },
    awaitingRelease: readsConference(actor, row.conference_id) ? row.awaiting_release : null,
  };
}

type BalanceKey = readonly [bodyName: string, bodyId: string, position: number, constituencyId: string];

const isBalanceKey = (key: readonly (string | number | null)[]): key is BalanceKey =>
  typeof key[0] === 'string' && isId(key[1]) && isPosition(key[2]) && isId(key[3]);

const isPosition = (part: unknown): boolean => Number.isInteger(part) && Math.abs(Number(part)) < 2 ** 31;
