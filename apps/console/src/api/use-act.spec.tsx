import { act as settle, renderHook } from '@testing-library/react';
import { Provider } from 'urql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WithdrawNominationMutation } from '../features/nominations/mutations';
import { FakeApi, TOO_MUCH } from '../testing/fake-api';
import { createApiClient } from './client';
import { type ActOptions, useAct } from './use-act';

const done = { withdrawNomination: { nomination: { id: '1', version: 2, state: 'WITHDRAWN' }, errors: [] } };
const refused = {
  withdrawNomination: {
    nomination: null,
    errors: [{ code: 'VERSION_CONFLICT', message: 'stale', path: [], currentVersion: 5, state: null }],
  },
};

function begin(api: FakeApi, options?: ActOptions) {
  const client = createApiClient();
  const { result } = renderHook(() => useAct(WithdrawNominationMutation, options), {
    wrapper: ({ children }) => <Provider value={client}>{children}</Provider>,
  });
  const withdraw = (reason: string) =>
    settle(() => result.current.act({ id: '1', input: { version: 1, reason } }));
  const keys = () =>
    api
      .variablesOf('WithdrawNomination')
      .map(({ input }) => (input as { idempotencyKey: string }).idempotencyKey);
  return { withdraw, keys };
}

describe('useAct', () => {
  afterEach(() => vi.useRealTimers());

  it('repeats an act whose answer got lost under the same key', async () => {
    const api = new FakeApi({ WithdrawNomination: () => 'offline' });
    const { withdraw, keys } = begin(api);
    expect(await withdraw('ill')).toEqual({ kind: 'failed', failure: { kind: 'offline' } });
    api.set('WithdrawNomination', done);
    expect((await withdraw('ill')).kind).toBe('done');
    expect(keys()).toHaveLength(2);
    expect(keys()[1]).toBe(keys()[0]);
  });

  it('takes a new key when what the lost attempt did is of no use any more', async () => {
    const { withdraw, keys } = begin(new FakeApi({ WithdrawNomination: () => 'offline' }), {
      lastsMinutes: 15,
    });
    vi.useFakeTimers({ toFake: ['Date'] });
    await withdraw('ill');
    vi.setSystemTime(Date.now() + 14 * 60_000);
    await withdraw('ill');
    vi.setSystemTime(Date.now() + 2 * 60_000);
    await withdraw('ill');
    expect(keys()[1]).toBe(keys()[0]);
    expect(keys()[2]).not.toBe(keys()[0]);
  });

  it('takes a new key when the words of the act have changed', async () => {
    const { withdraw, keys } = begin(new FakeApi({ WithdrawNomination: () => 'offline' }));
    await withdraw('ill');
    await withdraw('travelling');
    expect(new Set(keys()).size).toBe(2);
  });

  it('takes a new key after an answer, so that a refusal is not merely repeated', async () => {
    const { withdraw, keys } = begin(new FakeApi({ WithdrawNomination: refused }));
    const outcome = await withdraw('ill');
    expect(outcome).toMatchObject({
      kind: 'refused',
      errors: [{ code: 'VERSION_CONFLICT', currentVersion: 5 }],
    });
    await withdraw('ill');
    expect(new Set(keys()).size).toBe(2);
  });

  it('repeats an act that was not admitted under the same key', async () => {
    const api = new FakeApi({ WithdrawNomination: TOO_MUCH });
    const { withdraw, keys } = begin(api);
    expect(await withdraw('ill')).toMatchObject({ kind: 'failed', failure: { kind: 'too-many-requests' } });
    api.set('WithdrawNomination', done);
    expect((await withdraw('ill')).kind).toBe('done');
    expect(keys()[1]).toBe(keys()[0]);
  });

  it('tells a masked fault from a refusal', async () => {
    const fault = { errors: [{ message: 'masked', extensions: { code: 'INTERNAL', correlationId: 'c-7' } }] };
    const { withdraw } = begin(new FakeApi({ WithdrawNomination: fault }));
    expect(await withdraw('ill')).toEqual({ kind: 'failed', failure: { kind: 'fault', reference: 'c-7' } });
  });
});
