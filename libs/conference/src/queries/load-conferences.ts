import {
  type Body,
  type Conference,
  type Constituency,
  type CountryOverride,
  type FreedPlaces,
  type PlaceTransfers,
  type Principle,
  type Theme,
  type WindowKind,
} from '../domain/conference.js';

/** Every conference with what belongs to it, in one statement. Row for row public data: no scope is needed. */
export const LOAD_CONFERENCES = `SELECT c.id, c.slug, c.name, c.venue, c.city, c.starts_on::text, c.ends_on::text,
    c.time_zone, c.capacity, c.locales, c.releases_at_once, c.freed_places, c.place_transfers, c.response_hours,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'conferenceId', b.conference_id, 'kind', b.kind, 'code', b.code, 'name', b.name)
       ORDER BY b.kind, b.name, b.id), '[]') FROM conference.body b WHERE b.conference_id = c.id) AS bodies,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'conferenceId', p.conference_id, 'code', p.code, 'name', p.name)
       ORDER BY p.position, p.id), '[]') FROM conference.constituency p WHERE p.conference_id = c.id) AS constituencies,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) ORDER BY t.position), '[]')
       FROM conference.theme t WHERE t.conference_id = c.id) AS themes,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'text', p.text) ORDER BY p.number), '[]')
       FROM conference.principle p WHERE p.conference_id = c.id) AS principles,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'kind', w.kind, 'opensAt', w.opens_at, 'closesAt', w.closes_at)
       ORDER BY w.opens_at, w.id), '[]') FROM conference.time_window w WHERE w.conference_id = c.id) AS windows,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('code', l.code, 'names', l.names, 'isOffered', l.is_offered) ORDER BY l.code), '[]')
       FROM conference.country l WHERE l.conference_id = c.id) AS countries
  FROM conference.conference c ORDER BY c.starts_on DESC, c.id`;

export interface ConferenceRow {
  [column: string]: unknown;
  id: string;
  slug: string;
  name: string;
  venue: string;
  city: string;
  starts_on: string;
  ends_on: string;
  time_zone: string;
  capacity: number;
  locales: string[];
  releases_at_once: boolean;
  freed_places: FreedPlaces;
  place_transfers: PlaceTransfers;
  response_hours: number;
  bodies: Body[];
  constituencies: Constituency[];
  themes: Theme[];
  principles: Principle[];
  windows: { id: string; kind: WindowKind; opensAt: string; closesAt: string }[];
  countries: CountryOverride[];
}

export const toConference = (row: ConferenceRow): Conference => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  venue: row.venue,
  city: row.city,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  timeZone: row.time_zone,
  capacity: row.capacity,
  locales: row.locales,
  releasesAtOnce: row.releases_at_once,
  freedPlaces: row.freed_places,
  placeTransfers: row.place_transfers,
  responseHours: row.response_hours,
  bodies: row.bodies,
  constituencies: row.constituencies,
  themes: row.themes,
  principles: row.principles,
  windows: row.windows.map((window) => ({
    ...window,
    opensAt: new Date(window.opensAt),
    closesAt: new Date(window.closesAt),
  })),
  countries: row.countries,
});
