import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  mkdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { newId } from '#libs/kernel';
import { mapAsJson, mapExport } from '#libs/forum-map';
import { hasRealConversation, realConversationDir } from '#libs/opinion-map/testing';
import { type Settings } from '#libs/platform';
import { conferenceStage, type ConferenceStage } from '../testing/conference-stage.js';
import { exportConversation } from './export-conversation.js';
import { importConversation } from './import-conversation.js';
import { mapTopic } from './map-topic.js';

const FORA_65 = join(import.meta.dirname, '../../../forum-map/src/testing/fora-65');
describe("the keeper's export of a topic", () => {
  let stage: ConferenceStage;
  let settings: Settings;
  let admin: pg.Client;
  let place: string;

  beforeAll(async () => {
    stage = await conferenceStage();
    ({ settings, admin } = stage);
  });
  afterAll(() => stage.close());
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'forum-export-'));
  });
  afterEach(() => rmSync(place, { recursive: true }));

  const load = async (dir: string) => (await importConversation(settings, { dir, conference: 'open' })).topic;
  const mapOf = async (dir: string) => {
    const { map, read } = await mapExport(dir);
    return mapAsJson(map, read, 'same');
  };
  const file = (dir: string, name: string) => readFileSync(join(dir, name), 'utf8');
  const exports = async () =>
    (
      await admin.query<{ details: unknown }>(
        `SELECT details FROM audit.event WHERE action = 'forum.topic-exported' ORDER BY id`,
      )
    ).rows.map(({ details }) => details);

  it.each([
    // Beside the repository, not in it: its statements are the words of real people.
    ...(hasRealConversation
      ? [['of 536 people, with refused statements and metas', realConversationDir]]
      : []),
    ['of 65 people, with seeds, passes and a changed mind', FORA_65],
  ])('has the map of the conversation that was loaded, to the last figure: %s', async (_, from = '') => {
    const dir = join(place, 'written');
    const topic = await load(from);
    await exportConversation(settings, topic, dir);
    const original = await mapOf(from);
    expect(await mapOf(dir)).toEqual(original);
    // The ballots hold what counts by now, and so no vote that was replaced.
    const { map, read } = await mapTopic(settings, topic);
    const { read: ofBallots, ...ofTopic } = mapAsJson(map, read, 'same');
    const { read: ofFiles, ...ofFolder } = original;
    expect(ofTopic).toEqual(ofFolder);
    const { cells } = ofFiles as { cells: number };
    expect(ofBallots).toEqual({ ...(ofFiles as object), lines: cells, given: cells, replaced: 0 });
    // Loaded once more, it is still the same.
    const again = join(place, 'again');
    await exportConversation(settings, await load(dir), again);
    for (const name of ['votes.csv', 'comments.csv', 'summary.csv'])
      expect(file(again, name)).toBe(file(dir, name));
  });

  it('says first that it must not be published, and who took part (case F7)', async () => {
    const dir = join(place, 'written');
    const topic = await load(FORA_65);
    const before = await exports();
    expect(await exportConversation(settings, topic, dir)).toEqual({
      topic,
      statements: 10,
      voters: 65,
      votes: 588,
    });
    const [first, ...lines] = file(dir, 'summary.csv').trimEnd().split('\n');
    expect(first).toContain('must not be published');
    expect(lines).toEqual([
      'topic,"Open networks, an invented conversation"',
      'voters,65',
      'voters-in-conv,56',
      'commenters,9',
      'comments,10',
      'votes,588',
      'map-start,rows',
      'map-minimum-group-size,2',
    ]);
    expect(await exports()).toEqual([...before, { statements: 10, voters: 65, votes: 588 }]);
  });

  it('is complete: ids, times, authors and tallies, and a refused statement without its text (case F32)', async () => {
    const dir = join(place, 'written');
    await exportConversation(settings, await load(FORA_65), dir);
    const statements = file(dir, 'comments.csv').trimEnd().split('\n');
    expect(statements).toContain(
      '1808297900002,2027-04-21T08:58:20.002Z,2,0,31,31,1,"A court must agree before a network is switched off.",false,false',
    );
    expect(statements.at(-1)).toBe('1808297900009,2027-04-21T08:58:20.009Z,9,6,31,24,-1,"",false,false');
    expect(file(dir, 'comments.csv')).not.toContain('QUIET-LANTERN-7741');
    expect(file(dir, 'votes.csv').split('\n').slice(0, 3)).toEqual([
      'timestamp,datetime,comment-id,voter-id,vote',
      '1808298000000,2027-04-21T09:00:00.000Z,0,0,-1',
      '1808298001000,2027-04-21T09:00:01.000Z,0,0,1',
    ]);
    expect(statSync(dir).mode & 0o077).toBe(0);
    expect(statSync(join(dir, 'votes.csv')).mode & 0o077).toBe(0);
  });

  it('keeps how the map is made, so that it is the same whatever the custom is elsewhere', async () => {
    const from = join(place, 'spread');
    cpSync(FORA_65, from, { recursive: true });
    writeFileSync(
      join(from, 'summary.csv'),
      'topic,"Quotes ""and"" commas, both"\nmap-start,spread\nmap-minimum-group-size,3\n',
    );
    const dir = join(place, 'written');
    await exportConversation(settings, await load(from), dir);
    expect(file(dir, 'summary.csv')).toMatch(
      /topic,"Quotes ""and"" commas, both"\n(.*\n)*map-start,spread\nmap-minimum-group-size,3\n/,
    );
    const { map, read } = await mapExport(FORA_65, { start: 'spread', minimumGroupSize: 3 });
    expect({ ...(await mapOf(dir)) }).toEqual(mapAsJson(map, read, 'same'));
  });

  it('is read back where texts have line breaks, quotes, commas and signs of other scripts', async () => {
    const from = join(place, 'odd');
    mkdirSync(from);
    const text = '"Quoted", she said,\nand went on: =1+1 👩‍👩‍👧‍👦 قانون;';
    writeFileSync(
      join(from, 'comments.csv'),
      `comment-id,moderated,comment-body\r\n5,0,"${text.replaceAll('"', '""')}"\r\n`,
    );
    writeFileSync(join(from, 'votes.csv'), 'vote,voter-id,comment-id,timestamp\r\n1,3,5,0\r\n');
    const dir = join(place, 'written');
    await exportConversation(settings, await load(from), dir);
    expect((await mapExport(dir)).read.text.get(5)).toBe(text);
    expect(await mapOf(dir)).toEqual(await mapOf(from));
  });

  it('is not written over something, nor where there is no such topic or no place, and leaves nothing then', async () => {
    const topic = await load(FORA_65);
    const before = await exports();
    writeFileSync(join(place, 'taken'), '');
    await expect(exportConversation(settings, topic, place)).rejects.toThrow('name another folder');
    await expect(exportConversation(settings, topic, join(place, 'taken'))).rejects.toThrow(
      'name another folder',
    );
    await expect(exportConversation(settings, topic, join(place, 'none', 'written'))).rejects.toThrow(
      'There is no folder',
    );
    for (const id of [newId(), 'topic'])
      await expect(exportConversation(settings, id, join(place, 'written'))).rejects.toThrow(
        `There is no topic "${id}".`,
      );
    expect(readdirSync(place)).toEqual(['taken']);
    expect(await exports()).toEqual(before);
  });

  it('leaves neither folder nor entry where it breaks off, and is not begun beside another', async () => {
    const topic = await load(FORA_65);
    const before = await exports();
    const dir = join(place, 'written');
    await admin.query('ALTER TABLE forum.ballot RENAME TO ballot_away');
    await expect(exportConversation(settings, topic, dir)).rejects.toThrow();
    await admin.query('ALTER TABLE forum.ballot_away RENAME TO ballot');
    expect(readdirSync(place)).toEqual([]);
    mkdirSync(`${dir}.part`);
    await expect(exportConversation(settings, topic, dir)).rejects.toThrow('cut off; then remove it');
    // It is the other one's.
    expect(existsSync(`${dir}.part`)).toBe(true);
    expect(await exports()).toEqual(before);
  });

  it('and the map of a topic have everybody, however many they are', async () => {
    const topic = await load(FORA_65);
    const of = [topic, stage.conferenceId];
    await admin.query(
      `INSERT INTO forum.participant (topic_id, conference_id, number, origin)
       SELECT $1, $2, n, 'FORUM' FROM generate_series(1000, 11000) AS n`,
      of,
    );
    // All of them agree with statement 0.
    await admin.query(
      `INSERT INTO forum.ballot (topic_id, conference_id, participant, votes)
       SELECT $1, $2, n, '\\x00000002' FROM generate_series(1000, 11000) AS n`,
      of,
    );
    const { map } = await mapTopic(settings, topic);
    expect(map.people.ids).toHaveLength(65 + 10_001);
  });
});
