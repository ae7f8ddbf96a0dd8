import { Injectable } from '@nestjs/common';
import { type Actor, isId, readsConference } from '#libs/kernel';
import { Database, inSight, sightOf } from '#libs/platform';
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
  awaiting_release: number;
}

const SELECT = `SELECT q.id, q.conference_id, q.body_id, q.constituency_id, q.allotted + q.overridden AS allotted, q.overridden, q.held, q.consumed,
    b.kind AS body_kind, b.code AS body_code, b.name AS body_name, c.code AS constituency_code, c.name AS constituency_name,
    (SELECT count(*)::int FROM approvals.open_review r JOIN nominations.nomination n ON n.id = r.subject_id
      WHERE r.outcome = 'APPROVE' AND n.body_id = q.body_id AND n.constituency_id = q.constituency_id) AS awaiting_release
  FROM nominations.quota q
  JOIN conference.body b ON b.id = q.body_id
  JOIN conference.constituency c ON c.id = q.constituency_id`;
const OF_CONFERENCE = `${SELECT} WHERE q.conference_id = $1 AND ${inSight('q', 2)} ORDER BY b.name, b.id, c.position, c.id`;
const OF_PLACE = `${SELECT} WHERE q.body_id = $1 AND q.constituency_id = $2 AND ${inSight('q', 3)}`;

/** Places of bodies, as far as the caller may see them. */
@Injectable()
export class QuotaBalances {
  constructor(private readonly database: Database) {}

  async ofConference(actor: Actor, conferenceId: string): Promise<QuotaBalanceView[]> {
    if (!isId(conferenceId)) return [];
    const rows = await this.database.read<Row>(actor, OF_CONFERENCE, [conferenceId, ...sightOf(actor)]);
    return rows.map((row) => toView(actor, row));
  }

  /** The balance that a nomination counts against; null where no places were allotted. */
  async ofPlace(
    actor: Actor,
    place: { readonly bodyId: string; readonly constituencyId: string },
  ): Promise<QuotaBalanceView | null> {
    const [row] = await this.database.read<Row>(actor, OF_PLACE, [
      place.bodyId,
      place.constituencyId,
      ...sightOf(actor),
    ]);
    return row === undefined ? null : toView(actor, row);
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
