import { newId } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type NewConference } from '../domain/new-conference.js';

const INSERT_CONFERENCE = `INSERT INTO conference.conference
  (id, slug, name, venue, city, starts_on, ends_on, time_zone, capacity, locales, releases_at_once, response_hours, approval_plan, freed_places)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (slug) DO NOTHING`;
const INSERT_BODY = `INSERT INTO conference.body (id, conference_id, kind, code, name) VALUES ($1, $2, $3, $4, $5)`;
const INSERT_CONSTITUENCY = `INSERT INTO conference.constituency (id, conference_id, code, name, position) VALUES ($1, $2, $3, $4, $5)`;
const INSERT_THEME = `INSERT INTO conference.theme (id, conference_id, name, position) VALUES ($1, $2, $3, $4)`;
const INSERT_PRINCIPLE = `INSERT INTO conference.principle (id, conference_id, number, text) VALUES ($1, $2, $3, $4)`;
const INSERT_WINDOW = `INSERT INTO conference.time_window (id, conference_id, kind, opens_at, closes_at) VALUES ($1, $2, $3, $4, $5)`;

const INSERT_COUNTRY = `INSERT INTO conference.country (conference_id, code, names, is_offered) VALUES ($1, $2, $3, $4)`;

export interface FoundedConference {
  readonly id: string;
  /** Ids by code. */
  readonly bodies: ReadonlyMap<string, string>;
  readonly constituencies: ReadonlyMap<string, string>;
}

/**
 * Writes a new conference with its bodies, constituencies and windows, for whoever holds the database: nobody could be
 * its administrator yet. `approvalPlan` has the shape that approvals demands.
 * @returns undefined where there is one of this name in the address already; nothing is changed then.
 */
export async function foundConference(
  tx: Transaction,
  conference: NewConference,
  approvalPlan: object,
): Promise<FoundedConference | undefined> {
  const { slug, name, venue, city, startsOn, endsOn, timeZone, capacity, locales } = conference;
  const { releasesAtOnce, responseHours, freedPlaces } = conference;
  const id = newId();
  const isNew = await tx.execute(INSERT_CONFERENCE, [
    id,
    slug,
    name,
    venue,
    city,
    startsOn,
    endsOn,
    timeZone,
    capacity,
    locales,
    releasesAtOnce,
    responseHours,
    JSON.stringify(approvalPlan),
    freedPlaces,
  ]);
  if (isNew === 0) return undefined;
  const bodies = new Map(conference.bodies.map((body) => [body.code, newId()]));
  for (const body of conference.bodies)
    tx.write(INSERT_BODY, [bodies.get(body.code), id, body.kind, body.code, body.name]);
  const constituencies = new Map(conference.constituencies.map((one) => [one.code, newId()]));
  conference.constituencies.forEach((one, index) => {
    tx.write(INSERT_CONSTITUENCY, [constituencies.get(one.code), id, one.code, one.name, index + 1]);
  });
  conference.themes.forEach((theme, index) => {
    tx.write(INSERT_THEME, [newId(), id, theme, index + 1]);
  });
  conference.principles.forEach((principle, index) => {
    tx.write(INSERT_PRINCIPLE, [newId(), id, index + 1, principle]);
  });
  for (const { kind, opensAt, closesAt } of conference.windows)
    tx.write(INSERT_WINDOW, [newId(), id, kind, opensAt, closesAt]);
  for (const { code, names, isOffered } of conference.countries)
    tx.write(INSERT_COUNTRY, [id, code, JSON.stringify(names), isOffered]);
  return { id, bodies, constituencies };
}
