import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole, formatHead, isId, readsConference } from '#libs/kernel';
import { Database, inHostSight, type ReadMany } from '#libs/platform';

const HEAD = `s.sequence, encode(s.chain_hash, 'hex') AS hash`;
// The last entry of a release is the one of its batch: what seals it covers them all.
const OF_RELEASES = `SELECT e.subject_id AS "batchId", ${HEAD} FROM audit.event e JOIN audit.seal s ON s.event_id = e.id
  WHERE e.subject_id = ANY ($1::uuid[]) AND e.action = 'batch.released' AND ${inHostSight('e', 2)}`;
const NEWEST = `SELECT ${HEAD} FROM audit.event e JOIN audit.seal s ON s.event_id = e.id
  WHERE e.conference_id = $1 ORDER BY e.id DESC LIMIT 1`;

interface HeadRow {
  readonly sequence: string;
  readonly hash: string;
}

/** Heads of the trail, as people keep them and `audit verify --expect` takes them, for the host's side and auditors. */
@Injectable()
export class ChainHeads {
  constructor(private readonly database: Database) {}

  /** By batch, the head that covers all of its release. Not there until it is sealed, some moments after the commit. */
  readonly ofReleases: ReadMany<string> = async (actor, batchIds) => {
    const rows = await this.database.read<HeadRow & { batchId: string }>(actor, OF_RELEASES, [
      batchIds,
      conferencesReadWhole(actor),
    ]);
    return new Map(rows.map((row) => [row.batchId, written(row)]));
  };

  /** The newest head that covers something of this conference; null before the first, and for whoever does not read it whole. */
  async newest(actor: Actor, conferenceId: string): Promise<string | null> {
    if (!isId(conferenceId) || !readsConference(actor, conferenceId)) return null;
    const [row] = await this.database.read<HeadRow>(actor, NEWEST, [conferenceId]);
    return row === undefined ? null : written(row);
  }
}

const written = ({ sequence, hash }: HeadRow): string => formatHead({ sequence: Number(sequence), hash });
