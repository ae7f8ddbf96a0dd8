import { Injectable } from '@nestjs/common';
import { type Actor, bodiesRead } from '#libs/kernel';
import { columnList, Database, fieldReader, inBodySight } from '#libs/platform';
import {
  NOMINATION_FIELDS,
  type NominationDetails,
  PERSON_FIELDS,
  type PersonDetails,
} from '../domain/nomination-fields.js';
import { type NominationState } from '../domain/nomination.lifecycle.js';

/** A nomination with all that its body has filled in, for whoever compares others with it. */
export interface NominationOfBody {
  readonly id: string;
  /** As its body reads it: what the host has decided and not released changes nothing. */
  readonly state: NominationState;
  readonly version: number;
  readonly constituencyId: string;
  readonly person: PersonDetails;
  readonly details: NominationDetails;
}

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly state: NominationState;
  readonly version: number;
  readonly constituency_id: string;
}

const OF_BODY = `SELECT n.id, n.state, n.version + n.follow_ups AS version, n.constituency_id,
    ${columnList('n', Object.keys(NOMINATION_FIELDS))}, ${columnList('p', Object.keys(PERSON_FIELDS))}
  FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id
  WHERE n.body_id = $1 AND ${inBodySight('n', 2)} ORDER BY n.created_at, n.id`;
/** Moves with every nomination that is made or changed. */
const STAMP = `SELECT count(*) || ' ' || coalesce(sum(n.version + n.follow_ups), 0) || ' ' || coalesce(max(n.updated_at)::text, '') AS stamp
  FROM nominations.nomination n WHERE n.body_id = $1 AND ${inBodySight('n', 2)}`;
const STANDING = `SELECT n.id, n.state, n.version + n.follow_ups AS version FROM nominations.nomination n
  WHERE n.id = ANY ($1::uuid[]) AND ${inBodySight('n', 2)}`;

const detailsOf = fieldReader<NominationDetails>(Object.keys(NOMINATION_FIELDS));
const personOf = fieldReader<PersonDetails>(Object.keys(PERSON_FIELDS));

/** All nominations of one body, for its own people. Others' bodies have none. */
@Injectable()
export class NominationsOfBody {
  constructor(private readonly database: Database) {}

  /** The oldest first. */
  async all(actor: Actor, bodyId: string): Promise<readonly NominationOfBody[]> {
    const rows = await this.database.read<Row>(actor, OF_BODY, [bodyId, bodiesRead(actor)]);
    return rows.map((row) => ({
      id: row.id,
      state: row.state,
      version: row.version,
      constituencyId: row.constituency_id,
      person: personOf(row),
      details: detailsOf(row),
    }));
  }

  /** A text that is another one once a nomination of the body was made or changed. */
  async stamp(actor: Actor, bodyId: string): Promise<string> {
    const [row] = await this.database.read<{ stamp: string }>(actor, STAMP, [bodyId, bodiesRead(actor)]);
    return row?.stamp ?? '';
  }

  /** State and version of these, as far as they are in sight. */
  async standing(
    actor: Actor,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Pick<NominationOfBody, 'state' | 'version'>>> {
    const rows = await this.database.read<Row>(actor, STANDING, [ids, bodiesRead(actor)]);
    return new Map(rows.map(({ id, state, version }) => [id, { state, version }]));
  }
}
