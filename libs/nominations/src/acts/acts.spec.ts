import { describe, expect, it } from '@jest/globals';
import { NOMINATION_ACTIONS } from '../domain/nomination.lifecycle.js';
import { NOMINATION_ACTS } from './acts.js';

describe.each(NOMINATION_ACTS.map(({ act }) => [act.name, act] as const))('%s', (_, act) => {
  it('takes its own example, but not without the version that was read', () => {
    expect(act.input.safeParse({ ...act.example, version: 1 }).error).toBeUndefined();
    expect(act.input.safeParse(act.example).success).toBe(false);
  });
});

it('there is an act for each action on one nomination; a release is of many', () => {
  const actions = [...new Set(NOMINATION_ACTS.map(({ act }) => act.action))];
  expect(actions.toSorted()).toEqual(NOMINATION_ACTIONS.filter((action) => action !== 'RELEASE').toSorted());
});
