import { describe, expect, it } from '@jest/globals';
import { type Decided, decisionView } from './review-dossier.js';

const DECIDED: Decided = {
  ofId: 'nomination',
  id: 'decision',
  outcome: 'REJECT',
  reason_code: 'BALANCE',
  reason_text: 'Enough from this region',
  is_reason_shared: false,
  decided_by: 'approver',
  on_behalf_of: 'absent approver',
  decided_at: new Date('2027-06-01T09:00:00Z'),
  released_at: new Date('2027-06-02T09:00:00Z'),
  batch_id: 'batch',
};
const SHARED = { id: 'decision', outcome: 'REJECT', releasedAt: DECIDED.released_at };
const REASON = { reasonCode: 'BALANCE', reasonText: 'Enough from this region' };
const HOSTS_ALONE = { decidedById: null, onBehalfOfId: null, batchId: null };

describe('a released decision', () => {
  it('tells the body neither who decided, nor for whom, nor when, nor with what else it was released', () => {
    expect(decisionView(DECIDED, false)).toEqual({
      ...SHARED,
      ...HOSTS_ALONE,
      reasonCode: null,
      reasonText: null,
      decidedAt: DECIDED.released_at,
    });
  });

  it('tells the body its reason where the host shares it, and no more', () => {
    expect(decisionView({ ...DECIDED, is_reason_shared: true }, false)).toEqual({
      ...SHARED,
      ...HOSTS_ALONE,
      ...REASON,
      decidedAt: DECIDED.released_at,
    });
  });

  it('tells the host all of it, shared or not', () => {
    expect(decisionView(DECIDED, true)).toEqual({
      ...SHARED,
      ...REASON,
      decidedById: 'approver',
      onBehalfOfId: 'absent approver',
      batchId: 'batch',
      decidedAt: DECIDED.decided_at,
    });
  });
});
