import { describe, expect, it } from 'vitest';
import { nomination } from '../../testing/samples';
import { changesMeanwhile, onNewest } from './conflict';
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

describe('onNewest', () => {
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
