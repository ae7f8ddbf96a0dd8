import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole, isId } from '#libs/kernel';
import { Database, inHostSight, type ReadMany } from '#libs/platform';

/** A time for which somebody's colleagues may sign in their place. */
export interface Absence {
  readonly id: string;
  readonly conferenceId: string;
  readonly userId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const COLUMNS = `a.id, a.conference_id AS "conferenceId", a.user_id AS "userId", a.starts_at AS "startsAt", a.ends_at AS "endsAt"`;
const NOT_OVER = `SELECT ${COLUMNS} FROM approvals.absence a
  WHERE a.conference_id = $1 AND ${inHostSight('a', 2)} AND a.ends_at > clock_timestamp() ORDER BY a.starts_at, a.id LIMIT 500`;
const BY_IDS = `SELECT ${COLUMNS} FROM approvals.absence a WHERE a.id = ANY ($1::uuid[]) AND ${inHostSight('a', 2)}`;

/** Absences on record, for the host and auditors; nothing for everybody else. */
@Injectable()
export class Absences {
  constructor(private readonly database: Database) {}

  /** Those that are not over, the earliest first. */
  async ofConference(actor: Actor, conferenceId: string): Promise<readonly Absence[]> {
    if (!isId(conferenceId)) return [];
    return this.database.read<Absence & Record<string, unknown>>(actor, NOT_OVER, [
      conferenceId,
      conferencesReadWhole(actor),
    ]);
  }

  async one(actor: Actor, id: string): Promise<Absence | null> {
    return (await this.byIds(actor, [id])).get(id) ?? null;
  }

  readonly byIds: ReadMany<Absence> = async (actor, ids) => {
    const rows = await this.database.read<Absence & Record<string, unknown>>(actor, BY_IDS, [
      ids,
      conferencesReadWhole(actor),
    ]);
    return new Map(rows.map((absence) => [absence.id, absence]));
  };
}
