import {
  boolean,
  changeableTable,
  day,
  instant,
  integer,
  json,
  oneOf,
  text,
  texts,
  uuid,
} from '#libs/platform';
import { BODY_KINDS, FREED_PLACES, PLACE_TRANSFERS, WINDOW_KINDS } from '../domain/conference.js';

/** The occasion, and its rules as data. */
export const CONFERENCE = changeableTable('conference.conference', {
  id: uuid(),
  slug: text(),
  name: text(),
  venue: text(),
  city: text(),
  startsOn: day(),
  endsOn: day(),
  timeZone: text(),
  capacity: integer(),
  locales: texts().byDefault(),
  releasesAtOnce: boolean().byDefault(),
  approvalPlan: json(),
  responseHours: integer().byDefault(),
  freedPlaces: oneOf(FREED_PLACES).byDefault(),
  placeTransfers: oneOf(PLACE_TRANSFERS).byDefault(),
});

/** The host, or a partner that nominates. */
export const BODY = changeableTable('conference.body', {
  id: uuid(),
  conferenceId: uuid(),
  kind: oneOf(BODY_KINDS),
  code: text(),
  name: text(),
});

/** A part of the public that places are for: business, academia, civil society. */
export const CONSTITUENCY = changeableTable('conference.constituency', {
  id: uuid(),
  conferenceId: uuid(),
  code: text(),
  name: text(),
  position: integer(),
});

/** What a conference says of a country or territory otherwise than the list of the installation. */
export const COUNTRY = changeableTable('conference.country', {
  conferenceId: uuid(),
  code: text(),
  names: json().byDefault(),
  isOffered: boolean().orNull(),
});

/** One of the principles that the conference proposes. */
export const PRINCIPLE = changeableTable('conference.principle', {
  id: uuid(),
  conferenceId: uuid(),
  number: integer(),
  text: text(),
});

/** What the conference talks about. */
export const THEME = changeableTable('conference.theme', {
  id: uuid(),
  conferenceId: uuid(),
  name: text(),
  position: integer(),
});

/** When something is open. */
export const TIME_WINDOW = changeableTable('conference.time_window', {
  id: uuid(),
  conferenceId: uuid(),
  kind: oneOf(WINDOW_KINDS),
  opensAt: instant(),
  closesAt: instant(),
});
