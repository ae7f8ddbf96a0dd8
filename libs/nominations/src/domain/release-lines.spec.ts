import { describe, expect, it } from '@jest/globals';
import { linesOfRelease, type ReleaseFollows } from './release-lines.js';

const promotion = { id: 'n4', version: 3 };
const notice = {
  content: { message: { kind: 'DECISION_NOTICE' }, params: { conferenceName: 'London' } },
  recipient: { email: 'clerk@icc.example', language: 'en' },
};
const READ: ReleaseFollows = { promotions: [promotion], notices: [notice] };

describe('what follows from a release', () => {
  it('is a line for each who moves up and for each message with its reader', () => {
    expect(linesOfRelease(READ)).toEqual([
      'promote n4 3',
      'DECISION_NOTICE clerk@icc.example en {"conferenceName":"London"}',
    ]);
  });

  it.each<[string, Partial<ReleaseFollows>]>([
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
  ])('has other lines for %s', (_what, change) => {
    expect(linesOfRelease({ ...READ, ...change })).not.toEqual(linesOfRelease(READ));
  });
});
