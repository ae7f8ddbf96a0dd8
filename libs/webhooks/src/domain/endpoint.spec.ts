import { describe, expect, it } from '@jest/globals';
import { endpointFields } from './endpoint.js';

describe('the kinds of changes that an endpoint is told of', () => {
  it('are taken as the feed has them; none is as good as all', () => {
    expect(endpointFields.kinds.parse(['nomination.submitted', 'invitation.confirmed'])).toEqual([
      'nomination.submitted',
      'invitation.confirmed',
    ]);
    expect([endpointFields.kinds.parse([]), endpointFields.kinds.parse(null)]).toEqual([null, null]);
  });

  it.each(['nomination.drafted', 'nomination', 'NOMINATION.SUBMITTED', 'nomination.submitted ', ''])(
    'are refused where there is none of this name, for nobody would ever be told of it: %j',
    (kind) => {
      expect(() => endpointFields.kinds.parse(['nomination.submitted', kind])).toThrow(
        'There is no change of this kind',
      );
    },
  );

  it('are at most a hundred', () => {
    const many = Array.from({ length: 101 }, () => 'nomination.submitted');
    expect(() => endpointFields.kinds.parse(many)).toThrow('Name at most 100 kinds of changes.');
  });
});
