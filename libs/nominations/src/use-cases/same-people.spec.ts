import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { FakeTransaction } from '#libs/testing';
import { NominationPlace } from '../nomination-place.js';
import { BEST_RESERVE } from '../persistence/reserve.statements.js';
import { LOCK_INVITING, SAME_PAIRS } from '../persistence/same-people.statements.js';
import { SamePeople } from './same-people.js';

const conferenceId = newId();
const pair = (
  firstId: string,
  secondId: string,
  { isFirstExpected = false, isSecondExpected = false } = {},
) => ({
  firstId,
  secondId,
  firstReference: `REF-${firstId}`,
  secondReference: `REF-${secondId}`,
  isFirstExpected,
  isSecondExpected,
});

/** A transaction that tells in which order it was asked. */
function transaction(pairs: readonly object[]) {
  const asked: string[] = [];
  const told = (name: string, rows: readonly object[]) => (): readonly object[] => {
    asked.push(name);
    return rows;
  };
  const tx = new FakeTransaction(
    { kind: 'system', task: 'a test' },
    new Map([
      [LOCK_INVITING, told('lock', [])],
      [SAME_PAIRS, told('pairs', pairs)],
      [BEST_RESERVE, told('reserve', [])],
    ]),
  );
  return { tx: tx as never, asked };
}

const heldBack = async (pairs: readonly object[], ids: readonly string[]) =>
  Object.fromEntries(await new SamePeople().heldBack(transaction(pairs).tx, conferenceId, ids));

describe('whoever would be invited a second time', () => {
  it('is held back by the nomination that goes first, which is named', async () => {
    expect(await heldBack([pair('a', 'b')], ['a', 'b'])).toEqual({ b: 'REF-a' });
    expect(await heldBack([pair('a', 'b')], ['b', 'a'])).toEqual({ a: 'REF-b' });
  });

  it('is held back by the one by which they are expected, whichever of the pair it is', async () => {
    expect(await heldBack([pair('a', 'b', { isFirstExpected: true })], ['b'])).toEqual({ b: 'REF-a' });
    expect(await heldBack([pair('a', 'b', { isSecondExpected: true })], ['a'])).toEqual({ a: 'REF-b' });
  });

  it('is nobody else', async () => {
    expect(await heldBack([pair('a', 'b', { isFirstExpected: true })], ['c'])).toEqual({});
    expect(await heldBack([], [])).toEqual({});
  });
});

describe('whoever lets people be invited', () => {
  it('waits for whoever else does before it is looked who is invited', async () => {
    const { tx, asked } = transaction([pair('a', 'b', { isFirstExpected: true })]);
    const held = await new SamePeople().lockHeldBack(tx, conferenceId, ['b']);
    expect([...held]).toEqual([['b', 'REF-a']]);
    expect(asked).toEqual(['lock', 'pairs']);
  });

  it('waits for nobody where nobody is to be invited', async () => {
    const { tx, asked } = transaction([]);
    expect((await new SamePeople().lockHeldBack(tx, conferenceId, [])).size).toBe(0);
    expect(asked).toEqual([]);
  });

  it('waits before the next of a reserve list is chosen', async () => {
    const { tx, asked } = transaction([]);
    const place = new NominationPlace(undefined as never, undefined as never, new SamePeople());
    await place.lockNext(tx, conferenceId, { bodyId: newId(), constituencyId: newId() });
    expect(asked).toEqual(['lock', 'reserve']);
  });
});
