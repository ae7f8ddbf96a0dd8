import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { LOCK_MERGE, UNDO_MERGE } from '../persistence/duplicate-merge.statements.js';
import { SAY_ORGANISATION } from '../persistence/organisation-text.statements.js';
import { FakeNomination } from '../testing/fake-nomination.js';
import { organisationsAsTyped } from '../testing/organisations-as-typed.js';
import { MergedPeople } from './merged-people.js';
import { PersonFacts } from './person-facts.js';
import { UndoMerge } from './undo-merge.js';

async function undoing(merge: object = {}) {
  const nomination = new FakeNomination('SUBMITTED');
  const [mergeId, otherId] = [newId(), newId()];
  const row = {
    firstId: nomination.id,
    secondId: otherId,
    nominationId: nomination.id,
    facts: ['NAME', 'HONORIFIC'],
    was: { NAME: 'Anna Muster', HONORIFIC: 'Dr' },
    became: { NAME: 'Ana Muster', HONORIFIC: 'Prof.' },
    isUndone: false,
    isOver: false,
    ...merge,
  };
  nomination.answers.set(LOCK_MERGE, [row]);
  const { writes, desk } = nomination.acts();
  const people = new MergedPeople(new PersonFacts(desk, undefined as never, organisationsAsTyped()));
  const actor = nomination.actor('HOST_OFFICER');
  const answer = await new UndoMerge(writes.commands, desk, people)
    .run(actor, newId(), { mergeId, version: nomination.version })
    .catch((error: unknown) => error);
  return { answer, tx: writes.committed.at(0), nomination, mergeId, otherId, actor };
}

describe('undoing a merge', () => {
  it('is remembered, with whoever did it, and told of what was put back', async () => {
    const { answer, tx, nomination, mergeId, otherId, actor } = await undoing();
    expect(answer).toMatchObject({ kept: ['HONORIFIC'] });
    expect(tx?.written).toContainEqual({ what: UNDO_MERGE, values: [mergeId, actor.userId] });
    const told = { action: 'nomination.merge-undone' };
    const ofBody = tx?.audited.filter((entry) => 'bodyId' in entry);
    expect(ofBody).toHaveLength(1);
    expect(tx?.audited).toMatchObject([
      {
        action: 'nomination.person-corrected',
        bodyId: nomination.bodyId,
        details: { fields: ['person.name'] },
      },
      { ...told, subjectId: nomination.id, details: { facts: ['NAME'], other: otherId, isCorrected: true } },
      { ...told, subjectId: otherId, details: { facts: ['NAME'], other: nomination.id, isCorrected: false } },
    ]);
  });

  it('puts an organisation back as it was typed, which the host may match again', async () => {
    const { tx, nomination, actor } = await undoing({
      facts: ['ORGANISATION'],
      was: { ORGANISATION: 'Sample Institute' },
      became: { ORGANISATION: null },
    });
    const { id, conferenceId, bodyId } = nomination;
    expect(tx?.written).toContainEqual({
      what: SAY_ORGANISATION,
      values: [id, conferenceId, bodyId, 'Sample Institute', null, actor.userId],
    });
  });

  it.each([
    ['UNDONE', { isUndone: true }],
    ['TOO_LATE', { isOver: true }],
    ['CHANGED_SINCE', { became: { NAME: 'Ann', HONORIFIC: 'Prof.' } }],
  ])('is refused where it is %s, and nothing is written', async (undoObstacle, merge) => {
    const { answer, tx } = await undoing(merge);
    expect(answer).toMatchObject({ code: 'MERGE_STANDS', extras: { undoObstacle } });
    expect(tx).toBeUndefined();
  });
});
