/**
 * London 2011 as data: the conference of 1 and 2 November 2011 with its real bodies, themes and principles. Whoever
 * works for them here is invented.
 */
export const LONDON_2011 = {
  slug: 'london-2011',
  name: 'London Conference on Cyberspace',
  venue: 'Queen Elizabeth II Conference Centre',
  city: 'London',
  startsOn: '2011-11-01',
  endsOn: '2011-11-02',
  timeZone: 'Europe/London',
  capacity: 700,
  locales: ['en', 'fr'],
} as const;

export const BODIES = [
  { code: 'FCO', kind: 'HOST', name: 'Foreign & Commonwealth Office' },
  { code: 'ICC', kind: 'PARTNER', name: 'International Chamber of Commerce' },
  { code: 'CH', kind: 'PARTNER', name: 'Chatham House' },
  { code: 'WP', kind: 'PARTNER', name: 'Wilton Park' },
] as const;
export type BodyCode = (typeof BODIES)[number]['code'];

export const CONSTITUENCIES = [
  { code: 'BUSINESS', name: 'Business' },
  { code: 'ACADEMIA', name: 'Academia' },
  { code: 'CIVIL_SOCIETY', name: 'Civil society' },
] as const;
export type ConstituencyCode = (typeof CONSTITUENCIES)[number]['code'];

export const THEMES = [
  'Economic growth and development',
  'Social benefits',
  'Cyber crime',
  'Safe and reliable access',
  'International security',
] as const;

/** The seven principles that the Foreign Secretary proposed in Munich in February 2011, each in a line of our own. */
export const PRINCIPLES = [
  'Governments act proportionately, and within national and international law.',
  'Everybody can get online: with the skills, the technology, the confidence and the opportunity.',
  'People who use cyberspace respect the diversity of language, culture and ideas.',
  'Cyberspace stays open to innovation and to the free flow of ideas, information and expression.',
  'Privacy is respected, and intellectual property is protected.',
  'All work together against criminals who act online.',
  'Competition lets investment in networks, services and content earn a fair return.',
] as const;

/**
 * Days before and after the loading during which the windows are open. The conference keeps its real dates, but a
 * demonstration must be able to nominate and answer today: so its windows, and they alone, lie around the day of loading.
 */
export const WINDOWS = [
  { kind: 'NOMINATION', daysBefore: 30, daysAfter: 180 },
  { kind: 'CONFIRMATION', daysBefore: 30, daysAfter: 210 },
  { kind: 'DELEGATION', daysBefore: 30, daysAfter: 200 },
] as const;

/** Places by body and constituency. */
export const QUOTAS: readonly { body: BodyCode; constituency: ConstituencyCode; places: number }[] = [
  { body: 'ICC', constituency: 'BUSINESS', places: 40 },
  { body: 'ICC', constituency: 'ACADEMIA', places: 4 },
  { body: 'ICC', constituency: 'CIVIL_SOCIETY', places: 2 },
  { body: 'CH', constituency: 'BUSINESS', places: 6 },
  { body: 'CH', constituency: 'ACADEMIA', places: 24 },
  { body: 'CH', constituency: 'CIVIL_SOCIETY', places: 16 },
  { body: 'WP', constituency: 'ACADEMIA', places: 8 },
  { body: 'WP', constituency: 'CIVIL_SOCIETY', places: 8 },
];
