/** In the order of the lifecycle. */
export const STATES = ['DRAFT', 'APPROVED', 'SENT', 'ACCEPTED', 'REGRETS', 'LAPSED', 'REVOKED'] as const;
export type InvitationState = (typeof STATES)[number];
export const LEVELS = ['HEAD_OF_STATE', 'MINISTER', 'SENIOR_OFFICIAL', 'OBSERVER'] as const;
export const SEAT_ROLES = [
  'HEAD',
  'DELEGATE',
  'ADVISER',
  'INTERPRETER',
  'SECURITY',
  'PRESS',
  'SPOUSE',
] as const;
export type SeatRole = (typeof SEAT_ROLES)[number];
export const LETTER_LANGUAGES = ['en', 'fr', 'es', 'ru', 'ar', 'zh'] as const;
export const REGIONS = ['AFRICA', 'AMERICAS', 'ASIA', 'EUROPE', 'OCEANIA'] as const;

export interface OfferedSeats {
  readonly role: SeatRole;
  readonly count: number;
}
export const seatsTogether = (seats: readonly OfferedSeats[]): number =>
  seats.reduce((sum, { count }) => sum + count, 0);
