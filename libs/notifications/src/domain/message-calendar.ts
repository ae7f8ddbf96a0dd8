/** The days of a conference, as a calendar has them. */
export interface Occasion {
  readonly conferenceName: string;
  readonly venue: string;
  readonly city: string;
  /** First and last day, as 2011-11-01, both included. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly timeZone: string;
}

/** What a message makes of its reader's calendar. */
export interface MessageCalendar {
  readonly state: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  readonly occasion: Occasion;
}
