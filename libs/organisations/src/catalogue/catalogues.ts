import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conferencesReadWhole, isId, readsConference, worksFor } from '#libs/kernel';
import { type Conference, ConferenceReference } from '#libs/conference';
import { Database } from '#libs/platform';
import { directoryOf } from '../directory/directories.js';
import {
  LISTED_SINCE,
  type OrganisationRow,
  WRITTEN_SINCE,
  type WrittenRow,
} from '../persistence/organisation.statements.js';
import { conferencesOf } from '../policies/organisation.policy.js';
import { Catalogue } from './catalogue.js';
import { viewOf } from './organisation-view.js';

/** What reads for the actor: `database.read`, or the transaction that they are in. */
export type ReadRows = (text: string, values: readonly unknown[]) => Promise<WrittenRow[]>;

/** So many are remembered by a process; what is asked for least recently goes first. */
const MOST_REMEMBERED = 16;

/**
 * The organisations of conferences as one process remembers them. How far they are written is asked each time, in one statement with
 * what was written since, so nothing old is ever shown. What the host reads and what bodies read are remembered apart, each filled by
 * statements within the caller’s own sight.
 */
@Injectable()
export class Catalogues {
  private readonly known = new Map<string, Catalogue>();

  constructor(
    private readonly database: Database,
    private readonly conferences: ConferenceReference,
    private readonly clock: Clock,
  ) {}

  /** As the caller sees them; undefined where the caller has no role in the conference. Within a transaction: before anything of it is written. */
  async of(
    actor: Actor,
    conferenceId: string,
    read: ReadRows = (text, values) => this.database.read(actor, text, values),
  ): Promise<Catalogue | undefined> {
    if (!isId(conferenceId)) return undefined;
    return readsConference(actor, conferenceId)
      ? this.ofHost(actor, conferenceId, read)
      : this.listed(actor, conferenceId, read);
  }

  /** All of them, for the host. Within a transaction: before anything of it is written. */
  async ofHost(actor: Actor, conferenceId: string, read: ReadRows): Promise<Catalogue | undefined> {
    return this.current(conferenceId, 'host', async (catalogue, conference) => {
      const sight = conferencesReadWhole(actor);
      const rows = await read(WRITTEN_SINCE, [conferenceId, catalogue.revision, sight]);
      const revision = rows[0]?.revision ?? 0;
      // A backup may have been put back meanwhile.
      if (revision < catalogue.revision) return undefined;
      return take(catalogue, conference, rows, true);
    });
  }

  private async listed(actor: Actor, conferenceId: string, read: ReadRows): Promise<Catalogue | undefined> {
    if (!worksFor(actor, conferenceId)) return undefined;
    return this.current(conferenceId, 'listed', async (catalogue, conference) => {
      const rows = await read(LISTED_SINCE, [conferenceId, catalogue.revision, conferencesOf(actor)]);
      const revision = rows[0]?.revision ?? 0;
      if (revision === catalogue.revision) return catalogue;
      // What is listed no more is not told: it is the whole list that is read.
      return catalogue.revision === 0 ? take(catalogue, conference, rows, false) : undefined;
    });
  }

  /** What is remembered, brought up to date; begun anew where it cannot be. */
  private async current(
    conferenceId: string,
    reader: string,
    bring: (catalogue: Catalogue, conference: Conference) => Promise<Catalogue | undefined>,
  ): Promise<Catalogue | undefined> {
    const conference = await this.conferences.conference(conferenceId);
    if (conference === undefined) return undefined;
    const day = dayOf(conference, this.clock.now());
    const key = [conferenceId, reader, day, JSON.stringify(conference.countries)].join(' ');
    const known = this.known.get(key);
    const catalogue =
      (known && (await bring(known, conference))) ?? (await bring(new Catalogue(day), conference));
    if (catalogue !== undefined) this.remember(key, catalogue);
    return catalogue;
  }

  private remember(key: string, catalogue: Catalogue): void {
    const known = this.known.get(key);
    if (known !== undefined && known.revision > catalogue.revision && known.size > 0 && known !== catalogue)
      return;
    this.known.delete(key);
    this.known.set(key, catalogue);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_REMEMBERED && oldest !== undefined) this.known.delete(oldest);
  }
}

/** Rows that another request has taken meanwhile are the same or older: only what is newer is taken. */
function take(
  catalogue: Catalogue,
  conference: Conference,
  rows: readonly WrittenRow[],
  isOfHost: boolean,
): Catalogue {
  const revision = rows[0]?.revision ?? 0;
  if (revision <= catalogue.revision) return catalogue;
  const directory = directoryOf(conference);
  const isOrganisation = (row: WrittenRow): row is WrittenRow & OrganisationRow => typeof row.id === 'string';
  catalogue.apply(rows.filter(isOrganisation).map((row) => viewOf(row, directory, isOfHost)));
  catalogue.revision = revision;
  return catalogue;
}

/** Lists show the names of the day of the conference, once it is past. */
export function dayOf({ startsOn }: Pick<Conference, 'startsOn'>, now: Date): string {
  const today = now.toISOString().slice(0, 10);
  return startsOn < today ? startsOn : today;
}
