/** In what way somebody belongs to a delegation; seats are offered for each. */
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

/** Seats offered to an organisation, by role. A role that is not there is not offered. */
export type Seats = Readonly<Partial<Record<SeatRole, number>>>;

export interface Member {
  readonly id: string;
  readonly role: SeatRole;
}

export interface SeatBalance {
  readonly role: SeatRole;
  readonly offered: number;
  readonly named: number;
  /** Never below zero: the database holds the limit as well. */
  readonly free: number;
}

/** How the seats of each role stand, in the order of a list of a delegation; of roles that are offered, or had. */
export function seatBalances(seats: Seats, members: readonly Member[]): readonly SeatBalance[] {
  return SEAT_ROLES.flatMap((role) => {
    const offered = seats[role] ?? 0;
    const named = members.filter((member) => member.role === role).length;
    return offered + named === 0 ? [] : [{ role, offered, named, free: Math.max(0, offered - named) }];
  });
}

/** Whether one more of a role may be named. No other role's seat is taken instead. */
export const hasFreeSeat = (seats: Seats, members: readonly Member[], role: SeatRole): boolean =>
  seatBalances(seats, members).some((one) => one.role === role && one.free > 0);

/** Most people in one delegation. */
export const MOST_DELEGATES = 100;

/** Most seats of one role, and of one head. */
export const MOST_SEATS = 500;

export type SeatsProblem = 'NO_WHOLE_NUMBER' | 'TOO_MANY' | 'MORE_HEADS' | 'FEWER_THAN_NAMED';

/** What is wrong with seats that are to be offered, by role; empty where nothing is. */
export function seatsProblems(
  seats: Seats,
  members: readonly Member[] = [],
): readonly { readonly role: SeatRole; readonly problem: SeatsProblem }[] {
  return SEAT_ROLES.flatMap((role) => {
    const offered = seats[role] ?? 0;
    const named = members.filter((member) => member.role === role).length;
    const told = (problem: SeatsProblem) => [{ role, problem }];
    if (!Number.isSafeInteger(offered) || offered < 0) return told('NO_WHOLE_NUMBER');
    if (role === 'HEAD' && offered > 1) return told('MORE_HEADS');
    if (offered > MOST_SEATS) return told('TOO_MANY');
    return offered < named ? told('FEWER_THAN_NAMED') : [];
  });
}
