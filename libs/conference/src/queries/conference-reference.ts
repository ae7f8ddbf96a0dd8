import { Injectable } from '@nestjs/common';
import { ANONYMOUS, Clock, isId } from '#libs/kernel';
import { Database } from '#libs/platform';
import {
  type Body,
  type Conference,
  type Constituency,
  isWindowOpen,
  type WindowKind,
} from '../domain/conference.js';
import { LOAD_CONFERENCES, toConference, type ConferenceRow } from './load-conferences.js';

/** How old what a process remembers may be, in milliseconds, counted from before it was read. */
const MOST_AGE_MS = 1_000;

/** All conferences as they were at one moment, with look-ups by id. */
export class ConferenceSnapshot {
  private readonly byId: ReadonlyMap<string, Conference>;
  private readonly bodiesById: ReadonlyMap<string, Body>;
  private readonly constituenciesById: ReadonlyMap<string, Constituency>;

  constructor(readonly conferences: readonly Conference[]) {
    this.byId = new Map(conferences.map((one) => [one.id, one]));
    this.bodiesById = new Map(conferences.flatMap((one) => one.bodies.map((body) => [body.id, body])));
    this.constituenciesById = new Map(
      conferences.flatMap((one) => one.constituencies.map((part) => [part.id, part])),
    );
  }

  conference(id: string): Conference | undefined {
    return this.byId.get(id);
  }

  bySlug(slug: string): Conference | undefined {
    return this.conferences.find((one) => one.slug === slug);
  }

  body(id: string): Body | undefined {
    return this.bodiesById.get(id);
  }

  constituency(id: string): Constituency | undefined {
    return this.constituenciesById.get(id);
  }
}

/**
 * What every context may know about conferences: their bodies, constituencies and windows. A process reads all of it
 * with one statement and remembers it for a second, so asking costs nothing on a busy path. What must be exact to the
 * moment (a window on the way to a write) is asked of the database inside the transaction.
 */
@Injectable()
export class ConferenceReference {
  private known: { readonly snapshot: Promise<ConferenceSnapshot>; readonly since: number } | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Everything, at most a second old. */
  current(): Promise<ConferenceSnapshot> {
    const now = performance.now();
    if (this.known !== undefined && now - this.known.since < MOST_AGE_MS) return this.known.snapshot;
    const known = { snapshot: this.read(), since: now };
    this.known = known;
    known.snapshot.catch(() => {
      // The next caller asks again.
      if (this.known === known) this.known = undefined;
    });
    return known.snapshot;
  }

  /** Unknown ids and texts that are none give undefined, here and below. */
  async conference(id: string): Promise<Conference | undefined> {
    return isId(id) ? (await this.current()).conference(id) : undefined;
  }

  async bySlug(slug: string): Promise<Conference | undefined> {
    return (await this.current()).bySlug(slug);
  }

  async body(id: string): Promise<Body | undefined> {
    return isId(id) ? (await this.current()).body(id) : undefined;
  }

  /** Whether a window of this kind is open now; false for an unknown conference. */
  async isWindowOpen(conferenceId: string, kind: WindowKind): Promise<boolean> {
    const conference = await this.conference(conferenceId);
    return conference !== undefined && isWindowOpen(conference, kind, this.clock.now());
  }

  /** Forgets what this process remembers; for whoever has just changed it. */
  forget(): void {
    this.known = undefined;
  }

  private async read(): Promise<ConferenceSnapshot> {
    const rows = await this.database.read<ConferenceRow>(ANONYMOUS, LOAD_CONFERENCES);
    return new ConferenceSnapshot(rows.map(toConference));
  }
}
