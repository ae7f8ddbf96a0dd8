import { instant, table, uuid } from '#libs/platform';

/** A time in which an approver is away, and colleagues may sign in their place. The end moves when they are back sooner. */
export const ABSENCE = table('approvals.absence', {
  id: uuid().changeable(),
  conferenceId: uuid().changeable(),
  userId: uuid().changeable(),
  startsAt: instant().changeable(),
  endsAt: instant().changeable(),
});
