import { describe, expect, it } from '@jest/globals';
import { previewVersion, type Releasable } from './preview-version.js';

const decision = { nominationId: 'n1', nominationVersion: 2, decisionId: 'd1' };
const other = { nominationId: 'n2', nominationVersion: 2, decisionId: 'd2' };
const promotion = { id: 'n4', version: 3 };
const notice = {
  content: { message: { kind: 'DECISION_NOTICE' }, params: { conferenceName: 'London' } },
  recipient: { email: 'clerk@icc.example', language: 'en' },
};
const READ: Releasable = { decisions: [decision, other], promotions: [promotion], notices: [notice] };

describe('the version of a preview', () => {
  it('is the same in whatever order the decisions are read', () => {
    expect(previewVersion({ ...READ, decisions: [other, decision] })).toBe(previewVersion(READ));
  });

  it.each<[string, Partial<Releasable>]>([
    ['a decision less', { decisions: [decision] }],
    ['a new decision', { decisions: [{ ...decision, decisionId: 'd3' }, other] }],
    ['a changed nomination', { decisions: [{ ...decision, nominationVersion: 3 }, other] }],
    ['another nomination', { decisions: [{ ...decision, nominationId: 'n3' }, other] }],
    ['nobody who moves up', { promotions: [] }],
    ['somebody else who moves up', { promotions: [{ ...promotion, id: 'n5' }] }],
    ['a changed nomination that moves up', { promotions: [{ ...promotion, version: 4 }] }],
    [
      'another reader',
      { notices: [{ ...notice, recipient: { ...notice.recipient, email: 'x@icc.example' } }] },
    ],
    ['another language', { notices: [{ ...notice, recipient: { ...notice.recipient, language: 'fr' } }] }],
    [
      'another word',
      { notices: [{ ...notice, content: { ...notice.content, params: { conferenceName: 'Paris' } } }] },
    ],
  ])('is another for %s', (_what, change) => {
    expect(previewVersion({ ...READ, ...change })).not.toBe(previewVersion(READ));
  });
});
