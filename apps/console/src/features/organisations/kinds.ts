/** What organisations are, in the order of menus. */
export const KINDS = [
  'GOVERNMENT',
  'INTERNATIONAL_ORGANISATION',
  'COMPANY',
  'UNIVERSITY',
  'NGO',
  'OTHER',
] as const;
export const REGIONS = ['AFRICA', 'AMERICAS', 'ASIA', 'EUROPE', 'OCEANIA'] as const;
export const LISTED = ['YES', 'NO'] as const;
