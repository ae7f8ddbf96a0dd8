import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { type Settings } from '#libs/platform';
import { conferenceStage, type ConferenceStage } from '../testing/conference-stage.js';
import { readBallot } from '../votes/ballot.js';
import { importConversation } from './import-conversation.js';

const FORA_65 = join(import.meta.dirname, '../../../forum-map/src/testing/fora-65');
describe('the import of a conversation', () => {
  let stage: ConferenceStage;
  let settings: Settings;
  let admin: pg.Client;
  let dir: string;
  let conferenceId: string;

  beforeAll(async () => {
    stage = await conferenceStage();
    ({ settings, admin, conferenceId } = stage);
  });
  afterAll(() => stage.close());
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'forum-import-'));
    cpSync(FORA_65, dir, { recursive: true });
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const load = (title?: string) => importConversation(settings, { dir, conference: 'open', title });
  const rows = async (sql: string, values: readonly unknown[] = []) =>
    (await admin.query<Record<string, unknown>>(sql, [...values])).rows;
  const kept = () =>
    rows(`SELECT (SELECT count(*)::int FROM forum.topic) AS topics, (SELECT count(*)::int FROM forum.participant) AS participants,
      (SELECT count(*)::int FROM forum.statement) AS statements, (SELECT count(*)::int FROM forum.vote_log) AS votes,
      (SELECT count(*)::int FROM forum.ballot) AS ballots, (SELECT count(*)::int FROM audit.event) AS entries`);
  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(join(dir, file), change(readFileSync(join(dir, file), 'utf8')));

  it('is open from the first to the last that was said in it, and closed from the moment after', async () => {
    // 19 years before.
    for (const name of ['votes.csv', 'comments.csv'])
      edit(name, (text) => text.replaceAll(/\b1808/g, '1208'));
    const { topic } = await load();
    const [times] = await rows(
      `SELECT t.opens_at, t.closes_at, max(v.cast_at) AS last FROM forum.topic t JOIN forum.vote_log v ON v.topic_id = t.id
       WHERE t.id = $1 GROUP BY t.id`,
      [topic],
    );
    const { opens_at: opens, closes_at: closes, last } = times as Record<string, Date>;
    expect(opens).toEqual(new Date(1_208_297_900_000));
    expect(closes).toEqual(new Date((last?.getTime() ?? 0) + 1));
  });

  it('keeps who voted apart from who wrote, seeds, refusals, and every change of mind (case F7)', async () => {
    const imported = await load();
    expect(imported).toMatchObject({ statements: 10, participants: 67, votes: 588, leftOut: [] });
    const of = [imported.topic];
    expect(await rows('SELECT title, mode FROM forum.topic WHERE id = $1', of)).toEqual([
      { title: 'Open networks, an invented conversation', mode: 'VIEWS' },
    ]);
    expect(
      await rows(
        `SELECT count(*)::int AS statements, count(*) FILTER (WHERE is_seed)::int AS seeds, count(*) FILTER (WHERE is_meta)::int AS meta,
          count(*) FILTER (WHERE moderation = 'REFUSED')::int AS refused, count(DISTINCT author)::int AS authors,
          min(written_at) AS first FROM forum.statement WHERE topic_id = $1`,
        of,
      ),
    ).toEqual([
      { statements: 10, seeds: 2, meta: 1, refused: 1, authors: 9, first: new Date(1_808_297_900_000) },
    ]);
    // Two authors never voted: they have no ballot.
    const ballots = await rows(
      'SELECT participant, votes FROM forum.ballot WHERE topic_id = $1 ORDER BY 1',
      of,
    );
    expect(ballots).toHaveLength(65);
    let cells = 0;
    for (const { votes } of ballots) readBallot(votes as Buffer, () => (cells += 1));
    expect(cells).toBe(587);
    // Participant 0 disagreed with statement 0, and then agreed.
    const first: number[][] = [];
    readBallot(ballots[0]?.votes as Buffer, (statement, value) => first.push([statement, value]));
    expect(first[0]).toEqual([0, 1]);
    expect(
      await rows(
        `SELECT vote, cast_at AS at, origin FROM forum.vote_log WHERE topic_id = $1 AND participant = 0 AND statement = 0 ORDER BY id`,
        of,
      ),
    ).toEqual([
      { vote: -1, at: new Date(1_808_298_000_000), origin: 'IMPORT' },
      { vote: 1, at: new Date(1_808_298_001_000), origin: 'IMPORT' },
    ]);
    expect(
      await rows(
        'SELECT action, actor_kind, conference_id, details FROM audit.event WHERE subject_id = $1',
        of,
      ),
    ).toEqual([
      {
        action: 'forum.topic-imported',
        actor_kind: 'system',
        conference_id: conferenceId,
        details: { statements: 10, participants: 67, votes: 588 },
      },
    ]);
  });

  it('is of a topic that nobody can vote on until somebody opens it, also where the export is of days to come', async () => {
    const { topic } = await load();
    expect(
      await rows(
        'SELECT opens_at < closes_at AS "isSpan", closes_at <= clock_timestamp() AS "isClosed" FROM forum.topic WHERE id = $1',
        [topic],
      ),
    ).toEqual([{ isSpan: true, isClosed: true }]);
  });

  it('makes a second topic when it is done again, under the title that is asked for', async () => {
    const [first, second] = [await load(), await load('Networks, once more')];
    expect(second.topic).not.toBe(first.topic);
    expect(await rows('SELECT title FROM forum.topic WHERE id = $1', [second.topic])).toEqual([
      { title: 'Networks, once more' },
    ]);
  });

  it('takes the greatest of contradicting votes of one moment, as the map does, in whatever order they stand', async () => {
    writeFileSync(
      join(dir, 'votes.csv'),
      'timestamp,comment-id,voter-id,vote\n500,1,4,-1\n500,1,4,0\n400,1,4,1\n500,2,4,1\n500,2,4,-1\n',
    );
    const { topic } = await load();
    const [{ votes } = {}] = await rows('SELECT votes FROM forum.ballot WHERE topic_id = $1', [topic]);
    const found: number[][] = [];
    readBallot(votes as Buffer, (statement, value) => found.push([statement, value]));
    expect(found).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  it('leaves out what it cannot use, and tells so', async () => {
    edit('votes.csv', (text) => `${text.trimEnd()}\n1808298000000,,77,3,1\n1808298000000,,1,3,5\n`);
    writeFileSync(join(dir, 'meta-tids.json'), '[8, 99]');
    expect(await load()).toMatchObject({
      votes: 588,
      participants: 67,
      leftOut: [
        '1 votes with a value other than -1, 0 and 1',
        '1 votes on statements that comments.csv does not have',
        '1 ids of meta-tids.json that comments.csv does not have',
      ],
    });
  });

  it.each<[what: string, damage: () => unknown, words: RegExp]>([
    ['no votes', () => rmSync(join(dir, 'votes.csv')), /votes\.csv is not there/],
    ['no statements', () => rmSync(join(dir, 'comments.csv')), /comments\.csv is not there.*with them/],
    [
      'UTF-16',
      () => writeFileSync(join(dir, 'comments.csv'), Buffer.from('\ufefftimestamp', 'utf16le')),
      /UTF-16.*save it as "CSV UTF-8"/,
    ],
    ['semicolons', () => edit('votes.csv', (text) => text.replaceAll(',', ';')), /semicolons.*with commas/],
    [
      'a vote that is cut off',
      () => edit('votes.csv', (text) => text.slice(0, text.lastIndexOf(',') - 2)),
      /votes\.csv line 589, column "voter-id"/,
    ],
    [
      'a statement without a text',
      () => edit('comments.csv', (text) => text.replace('"Every school needs a fast connection."', '')),
      /statement 1, column "comment-body": is empty/,
    ],
    [
      'a statement that no ballot has room for',
      () => edit('comments.csv', (text) => text.replace(',,1,65,', ',,2000000000,65,')),
      /statement 2000000000, column "comment-id".*number the statements anew/,
    ],
    [
      'an author who is no number, and a moment that is none',
      () => edit('comments.csv', (text) => text.replace('1808297900003,,3,1,', 'yesterday,,3,ada,')),
      /statement 3, column "author-id": is "ada".*\n.*column "timestamp": is "yesterday"/,
    ],
    [
      'a text that no database keeps',
      () => edit('comments.csv', (text) => text.replace('Children should', 'Children\0should')),
      /U\+0000/,
    ],
    [
      'votes of before 1970',
      () => edit('votes.csv', (text) => text.replace('1808298000000', '-5')),
      /1 is no moment from 1970.*first is -5/,
    ],
  ])('is refused in words, and leaves nothing, where the export has %s', async (_, damage, words) => {
    const before = await kept();
    damage();
    await expect(load()).rejects.toThrow(words);
    expect(await kept()).toEqual(before);
  });

  it('is refused where there is no such conference', async () => {
    await expect(importConversation(settings, { dir, conference: 'closed' })).rejects.toThrow(
      'There is no conference "closed".',
    );
  });

  it('leaves nothing where it breaks off after the votes', async () => {
    const before = await kept();
    await admin.query(
      `CREATE FUNCTION forum.trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no ballots today'; END $$`,
    );
    await admin.query(
      'CREATE TRIGGER trouble BEFORE INSERT ON forum.ballot EXECUTE FUNCTION forum.trouble()',
    );
    await expect(load()).rejects.toThrow('no ballots today');
    await admin.query('DROP FUNCTION forum.trouble CASCADE');
    expect(await kept()).toEqual(before);
  });
});
