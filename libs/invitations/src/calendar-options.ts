import { type CalendarSource } from '#libs/notifications';

/** What the invitee's page needs to write the calendar file that the mail carries. */
export class CalendarOptions {
  constructor(readonly values: CalendarSource) {}
}
