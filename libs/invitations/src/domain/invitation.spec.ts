import { describe, expect, it } from '@jest/globals';
import { INVITATION_STATES, type InvitationAction, invitationLifecycle, whyAnswered } from './invitation.js';

const ACTIONS: readonly InvitationAction[] = ['CONFIRM', 'DECLINE', 'LAPSE', 'CANCEL'];

describe('the life of an invitation', () => {
  it('lets an answer be changed, and nothing else begin again', () => {
    const table = Object.fromEntries(
      INVITATION_STATES.map((state) => [
        state,
        ACTIONS.map((action) => invitationLifecycle.next(state, action) ?? '-').join(' '),
      ]),
    );
    // CONFIRM, DECLINE, LAPSE, CANCEL.
    expect(table).toEqual({
      PENDING: 'CONFIRMED DECLINED LAPSED CANCELLED',
      CONFIRMED: '- DECLINED - CANCELLED',
      DECLINED: 'CONFIRMED - - -',
      LAPSED: '- - - -',
      CANCELLED: '- - - -',
    });
  });

  it('has words of its own for whoever answers too late, in every state', () => {
    expect(new Set(INVITATION_STATES.map(whyAnswered)).size).toBe(INVITATION_STATES.length);
  });
});
