import { describe, expect, it } from '@jest/globals';
import { FromNow, instant, integer, json, NOW, oneOf, text, texts, uuid } from './column.js';
import { type Change, insertAllOf, insertOf, type ManyRow, type NewRow, table, updateOf } from './table.js';

const TALK = table('sample.talk', {
  id: uuid(),
  title: text().changeable(),
  note: text().orNull().changeable(),
  state: oneOf(['PLANNED', 'HELD']).changeable(),
  version: integer().byDefault().changeable(),
  speakerIds: texts().byDefault(),
  details: json().byDefault(),
  heldAt: instant().orNull().changeable(),
});

const COUNTER = table('sample.counter', { key: text(), hits: integer().changeable() });

const planned: ManyRow<typeof TALK> = { id: 'a', title: 'Walls', state: 'PLANNED' };

describe('a table', () => {
  it('makes a row by name; what is left out is null, or what the database has for it', () => {
    expect(insertOf(TALK, planned)).toEqual({
      text: 'INSERT INTO sample.talk (id, title, note, state, held_at) VALUES ($1, $2, $3, $4, $5)',
      values: ['a', 'Walls', null, 'PLANNED', null],
    });
  });

  it('names a column with a default only where a value is given', () => {
    const { text: statement, values } = insertOf(TALK, { ...planned, speakerIds: ['x'], details: ['y'] });
    expect(statement).toBe(
      'INSERT INTO sample.talk (id, title, note, state, speaker_ids, details, held_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    );
    expect(values).toEqual(['a', 'Walls', null, 'PLANNED', ['x'], '["y"]', null]);
  });

  it('writes this moment by the clock of the database', () => {
    expect(insertOf(TALK, { ...planned, state: 'HELD', heldAt: NOW })).toEqual({
      text: 'INSERT INTO sample.talk (id, title, note, state, held_at) VALUES ($1, $2, $3, $4, clock_timestamp())',
      values: ['a', 'Walls', null, 'HELD'],
    });
    expect(updateOf(TALK, 'a', { heldAt: NOW, note: 'late', title: 'Doors' })).toEqual({
      text: 'UPDATE sample.talk SET title = $2, note = $3, held_at = clock_timestamp() WHERE id = $1',
      values: ['a', 'Doors', 'late'],
    });
  });

  it('writes a moment so long after now by the clock of the database, in seconds or at the full minute', () => {
    expect(insertOf(TALK, { ...planned, heldAt: FromNow.seconds(60) })).toEqual({
      text: "INSERT INTO sample.talk (id, title, note, state, held_at) VALUES ($1, $2, $3, $4, clock_timestamp() + $5::integer * interval '1 second')",
      values: ['a', 'Walls', null, 'PLANNED', 60],
    });
    expect(updateOf(TALK, 'a', { heldAt: FromNow.wholeMinutes(90), title: 'Doors' })).toEqual({
      text: "UPDATE sample.talk SET title = $2, held_at = date_trunc('minute', clock_timestamp() + $3::integer * interval '1 second') WHERE id = $1",
      values: ['a', 'Doors', 90],
    });
    // Three ways to fill one column are three texts.
    expect(updateOf(TALK, 'a', { heldAt: FromNow.seconds(90), title: 'Doors' }).text).not.toContain(
      'date_trunc',
    );
    expect(updateOf(TALK, 'a', { heldAt: new Date(0), title: 'Doors' }).text).toContain('held_at = $3 ');
  });

  it('has room behind a row for what is to happen where it is there already', () => {
    expect(insertOf(TALK, planned, 'ON CONFLICT DO NOTHING').text).toBe(
      'INSERT INTO sample.talk (id, title, note, state, held_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    );
    expect(insertOf(TALK, planned).text).not.toContain('CONFLICT');
  });

  it('makes several rows in one statement, with one text however many they are', () => {
    const rows = [planned, { ...planned, id: 'b', note: 'late' }];
    expect(insertAllOf(TALK, rows)).toEqual({
      text: 'INSERT INTO sample.talk (id, title, note, state, held_at) SELECT v.id, v.title, v.note, v.state, v.held_at FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) AS v (id, title, note, state, held_at)',
      values: [
        ['a', 'b'],
        ['Walls', 'Walls'],
        [null, 'late'],
        ['PLANNED', 'PLANNED'],
        [null, null],
      ],
    });
    expect(Object.is(insertAllOf(TALK, [planned]).text, insertAllOf(TALK, rows).text)).toBe(true);
  });

  it('makes several rows that hold lists and JSON', () => {
    const { text: statement, values } = insertAllOf(TALK, [
      { ...planned, speakerIds: ['x', 'a "b" \\ {c,d}', ''], details: ['y'] },
      { ...planned, speakerIds: [], details: { isLong: true } },
    ]);
    expect(statement).toContain(
      'SELECT v.id, v.title, v.note, v.state, v.speaker_ids::text[], v.details, v.held_at FROM unnest(',
    );
    expect(statement).toContain('$5::text[], $6::jsonb[]');
    expect(values.slice(4, 6)).toEqual([
      ['{"x","a \\"b\\" \\\\ {c,d}",""}', '{}'],
      ['["y"]', '{"isLong":true}'],
    ]);
  });

  it('changes what is given, to null as well, and nothing else', () => {
    expect(updateOf(TALK, 'a', { note: null, version: 2 })).toEqual({
      text: 'UPDATE sample.talk SET note = $2, version = $3 WHERE id = $1',
      values: ['a', null, 2],
    });
  });

  it('has one text for one choice of columns, so that it is prepared once', () => {
    const { text: once } = insertOf(TALK, planned);
    expect(Object.is(insertOf(TALK, { ...planned, title: 'Other', note: 'x' }).text, once)).toBe(true);
  });

  it('lets the compiler refuse what is missing, unknown, of the wrong type, or not to be changed', () => {
    // @ts-expect-error: a talk has a title
    const untitled: NewRow<typeof TALK> = { id: 'a', state: 'PLANNED' };
    // @ts-expect-error: there is no such column
    const unknown: NewRow<typeof TALK> = { ...planned, room: 'Hall' };
    // @ts-expect-error: there is no such state
    const cancelled: NewRow<typeof TALK> = { id: 'a', title: 'Walls', state: 'CANCELLED' };
    // @ts-expect-error: a version is a number
    const worded: Change<typeof TALK> = { version: 'two' };
    // @ts-expect-error: whoever speaks is not changed
    const respoken: Change<typeof TALK> = { speakerIds: [] };
    // @ts-expect-error: in several rows at once a moment is given
    const clocked: Parameters<typeof insertAllOf<typeof TALK>>[1] = [{ ...planned, heldAt: NOW }];
    // @ts-expect-error: a row is changed by its id
    const nameless: Parameters<typeof updateOf<typeof COUNTER>> = [COUNTER, 'a', { hits: 1 }];
    expect([untitled, unknown, cancelled, worded, respoken, clocked, nameless]).toHaveLength(7);
  });
});
