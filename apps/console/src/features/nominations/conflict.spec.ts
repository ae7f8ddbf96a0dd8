import { describe, expect, it } from 'vitest';
import { nomination } from '../../testing/samples';
import { authorOf, changesMeanwhile, onNewest } from './conflict';
import { changedInput, valuesOf } from './nomination-form-values';

const began = valuesOf(nomination());
const newest = { ...began, rank: '1', person: { ...began.person, jobTitle: 'President', name: 'Zoe Quill' } };
const typed = { ...began, justification: 'Better words', person: { ...began.person, name: 'Zoë M. Quill' } };

describe('changesMeanwhile', () => {
  it('names what somebody else changed, and where it meets what was typed', () => {
    expect(changesMeanwhile(began, newest, typed)).toEqual([
      { name: 'rank', label: 'nomination.rank', isMineToo: false },
      { name: 'person.name', label: 'nomination.name', isMineToo: true },
      { name: 'person.jobTitle', label: 'nomination.jobTitle', isMineToo: false },
    ]);
  });

  it('is empty when nothing that the form asks was changed', () => {
    expect(changesMeanwhile(began, began, typed)).toEqual([]);
  });
});

describe('authorOf', () => {
  const entry = (id: string, actor: string | null, occurredAt: string, items: string[]) => ({
    id,
    actor,
    occurredAt,
    values: [{ name: 'fields', text: null, number: null, items }],
  });
  const first = entry('1', 'Sam Sample', '2011-05-05T08:00:00Z', ['rank']);
  const second = entry('2', 'Nigel Notional', '2011-05-05T08:41:00Z', ['rank', 'person.name']);
  const third = entry('3', null, '2011-05-05T09:00:00Z', ['person.email']);

  it('is whoever changed the answer last since the person began, whatever the order of the history', () => {
    expect(authorOf([first], [third, second, first], 'rank')).toEqual(second);
    expect(authorOf([first], [third, second, first], 'person.email')).toEqual(third);
  });

  it('is whoever changed anything last, where no entry names the answer', () => {
    expect(authorOf([first], [first, second], 'capacity')).toEqual(second);
    expect(authorOf([first], [first, second, third])).toEqual(third);
    expect(authorOf([first], [first], 'rank')).toBeUndefined();
  });
});

describe('onNewest', () => {
  it('leaves to the other what the person leaves to them', () => {
    expect(onNewest(began, newest, typed, ['person.name']).person.name).toBe('Zoe Quill');
    expect(onNewest(began, newest, typed, ['person.name']).justification).toBe('Better words');
  });

  it('keeps every answer of the person and takes everything else from the newest version', () => {
    expect(onNewest(began, newest, typed)).toEqual({
      ...began,
      rank: '1',
      justification: 'Better words',
      person: { ...began.person, name: 'Zoë M. Quill', jobTitle: 'President' },
    });
  });
});

describe('changedInput', () => {
  it('sends only what differs, so that nothing else is overwritten', () => {
    expect(changedInput(typed, began)).toEqual({
      justification: 'Better words',
      person: { name: 'Zoë M. Quill' },
    });
    expect(changedInput(began, began)).toEqual({});
  });

  it('clears an answer that was emptied', () => {
    expect(changedInput({ ...began, rank: '', justification: '' }, began)).toEqual({
      rank: null,
      justification: null,
    });
  });
});
