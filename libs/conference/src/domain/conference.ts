export const BODY_KINDS = ['HOST', 'PARTNER'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

export const WINDOW_KINDS = ['NOMINATION', 'CONFIRMATION', 'SUBSTITUTION', 'DELEGATION'] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

/** What becomes of a place that comes free: the host invites the next of the reserve list by hand, or the next is invited at once. */
export const FREED_PLACES = ['BY_HAND', 'AT_ONCE'] as const;
export type FreedPlaces = (typeof FREED_PLACES)[number];

/** Whether bodies may pass places on to each other, and whether the host agrees first. */
export const PLACE_TRANSFERS = ['OFF', 'BETWEEN_BODIES', 'WITH_HOST'] as const;
export type PlaceTransfers = (typeof PLACE_TRANSFERS)[number];

/** An institution that organises the conference: the host, or a partner. */
export interface Body {
  readonly id: string;
  readonly conferenceId: string;
  readonly kind: BodyKind;
  /** Short, as in references and on badges: ICC. */
  readonly code: string;
  readonly name: string;
}

/** A part of the world that the conference gives places to: business, academia, civil society. */
export interface Constituency {
  readonly id: string;
  readonly conferenceId: string;
  readonly code: string;
  readonly name: string;
}

export interface Theme {
  readonly id: string;
  readonly name: string;
}

export interface Principle {
  readonly id: string;
  readonly number: number;
  readonly text: string;
}

/** A time in which something is possible, both ends included. */
export interface TimeWindow {
  readonly id: string;
  readonly kind: WindowKind;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** Languages that countries have names in: the six of the United Nations. Pages and mail use those that they are written in. */
export const COUNTRY_LANGUAGES = ['en', 'fr', 'es', 'ru', 'ar', 'zh'] as const;
export type CountryLanguage = (typeof COUNTRY_LANGUAGES)[number];

/** Names of one country by language. */
export type CountryNames = Readonly<Partial<Record<CountryLanguage, string>>>;

/** What a conference says of a country or territory; what it leaves open stays as the installation has it. */
export interface CountryOverride {
  readonly code: string;
  readonly names: CountryNames;
  /** Whether menus offer it; null: as in the installation. */
  readonly isOffered: boolean | null;
}

/** One event with everything that is data about it and the same for everybody. Nothing in it is personal. */
export interface Conference {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly venue: string;
  readonly city: string;
  /** First and last day at the venue, as 2011-11-01. */
  readonly startsOn: string;
  readonly endsOn: string;
  /** IANA name of the venue's time zone. */
  readonly timeZone: string;
  /** Places in the hall. */
  readonly capacity: number;
  /** BCP 47 tags of the languages in which mail can be sent, the first as a last resort. */
  readonly locales: readonly string[];
  /** Decisions take effect at once instead of waiting for their batch. */
  readonly releasesAtOnce: boolean;
  readonly freedPlaces: FreedPlaces;
  readonly placeTransfers: PlaceTransfers;
  /** Hours that an invitee has to answer. */
  readonly responseHours: number;
  /** The host first, then the partners by name. */
  readonly bodies: readonly Body[];
  readonly constituencies: readonly Constituency[];
  readonly themes: readonly Theme[];
  readonly principles: readonly Principle[];
  readonly windows: readonly TimeWindow[];
  /** Countries and territories that the conference names or offers otherwise than the installation. */
  readonly countries: readonly CountryOverride[];
}

/**
 * Whether a window of this kind is open at a moment; a conference without such a window has it closed. Of SUBSTITUTION and
 * DELEGATION it is the other way round, and asked in SQL inside the act: without one nothing is frozen.
 */
export function isWindowOpen(conference: Pick<Conference, 'windows'>, kind: WindowKind, at: Date): boolean {
  return conference.windows.some((window) => window.kind === kind && contains(window, at));
}

/** Whether a window is open at a moment. */
export const contains = (window: Pick<TimeWindow, 'opensAt' | 'closesAt'>, at: Date): boolean =>
  window.opensAt <= at && at <= window.closesAt;
