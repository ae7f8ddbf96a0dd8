/** As the API has them. */
export const countsOf = (counts: Readonly<Record<'NEW' | 'UPDATE' | 'LEAVE' | 'ASK', number>>) => ({
  toDraft: counts.NEW,
  toUpdate: counts.UPDATE,
  toLeave: counts.LEAVE,
  toAsk: counts.ASK,
});
