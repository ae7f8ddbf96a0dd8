import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { newId } from '#libs/kernel';
import { mapAsJson } from '#libs/forum-map';
import { type Settings } from '#libs/platform';
import { importConversation } from '../polis/import-conversation.js';
import { mapTopic } from '../polis/map-topic.js';
import { conferenceStage, type ConferenceStage } from '../testing/conference-stage.js';
import { takeSnapshot } from './take-snapshot.js';
import { verifySnapshot } from './verify-snapshot.js';

const FORA_65 = join(import.meta.dirname, '../../../forum-map/src/testing/fora-65');

describe('snapshots of the map of a topic', () => {
  let stage: ConferenceStage;
  let settings: Settings;
  let admin: pg.Client;
  let topic: string;

  beforeAll(async () => {
    stage = await conferenceStage();
    ({ settings, admin } = stage);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    ({ topic } = await importConversation(settings, { dir: FORA_65, conference: 'open' }));
  });

  const row = async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[]) =>
    (await admin.query<Row>(sql, [...values])).rows[0] as Row;
  const vote = (participant: number, statement: number, value: number, origin: string | null) =>
    admin.query(
      `INSERT INTO forum.vote_log (topic_id, conference_id, participant, statement, vote, origin, cast_at)
       VALUES ($1, $2, $3, $4, $5, $6, now())`,
      [topic, stage.conferenceId, participant, statement, value, origin],
    );
  const problemsOf = async (snapshot: string) => (await verifySnapshot(settings, snapshot)).problems;

  it('keep the map that the topic has, its parameters, and how well its groups stand', async () => {
    const taken = await takeSnapshot(settings, topic);
    expect(taken).toMatchObject({ topic, number: 1, voters: 65, votes: 587, groups: [29, 27] });
    expect(taken.stability).toBeGreaterThan(0.9);
    const { map, read } = await mapTopic(settings, topic);
    const { dataset: _, read: __, ...ofTopic } = mapAsJson(map, read, '');
    const kept = await row<{ map: object; parameters: { options: object; continuous: object } }>(
      'SELECT map, parameters FROM forum.map_snapshot WHERE id = $1',
      [taken.snapshot],
    );
    expect(kept.map).toMatchObject(ofTopic);
    expect(kept.parameters).toMatchObject({
      options: { start: 'rows', seed: 1, minimumVotes: 7, noiseCopies: 19 },
      continuous: { places: 10, bandwidth: 0.15, leastVotes: 10 },
    });
    expect(await problemsOf(taken.snapshot)).toEqual([]);
  });

  it('are made as the topic said at that moment, and verified so when it says something else', async () => {
    const makesMapsBy = (start: string, least: number) =>
      admin.query('UPDATE forum.topic SET map_start = $2, least_group = $3 WHERE id = $1', [
        topic,
        start,
        least,
      ]);
    await makesMapsBy('spread', 28);
    const { snapshot, groups } = await takeSnapshot(settings, topic);
    // 29 and 27 people without it.
    expect(groups.every((people) => people >= 28)).toBe(true);
    await makesMapsBy('rows', 2);
    expect(await problemsOf(snapshot)).toEqual([]);
    const { parameters } = await row<{ parameters: object }>(
      'SELECT parameters FROM forum.map_snapshot WHERE id = $1',
      [snapshot],
    );
    expect(parameters).toMatchObject({ options: { start: 'spread', minimumGroupSize: 28 } });
  });

  it('have a hash that another program finds from the votes and the moderation alone', async () => {
    const { hash } = await takeSnapshot(settings, topic);
    const { rows: statements } = await admin.query<{ line: string }>(
      `SELECT concat_ws(',', number, CASE moderation WHEN 'REFUSED' THEN -1 WHEN 'ACCEPTED' THEN 1 ELSE 0 END, is_meta::int) AS line
       FROM forum.statement WHERE topic_id = $1 ORDER BY number`,
      [topic],
    );
    const { rows: votes } = await admin.query<{ line: string }>(
      `SELECT DISTINCT ON (participant, statement) concat_ws(',', participant, statement, vote) AS line
       FROM forum.vote_log WHERE topic_id = $1 ORDER BY participant, statement, id DESC`,
      [topic],
    );
    const text = [...statements, { line: '' }, ...votes].map(({ line }) => `${line}\n`).join('');
    expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('stay verified whatever is voted and refused afterwards, and the next has the next number', async () => {
    const first = await takeSnapshot(settings, topic);
    await vote(0, 1, -1, null);
    await vote(3, 2, 1, 'TICKET');
    await admin.query(
      "UPDATE forum.statement SET moderation = 'REFUSED' WHERE topic_id = $1 AND number = 1",
      [topic],
    );
    const second = await takeSnapshot(settings, topic);
    expect([second.number, Number(second.lastVote) - Number(first.lastVote)]).toEqual([2, 2]);
    expect(second.hash).not.toBe(first.hash);
    expect(await problemsOf(first.snapshot)).toEqual([]);
    expect(await problemsOf(second.snapshot)).toEqual([]);
  });

  it('count a vote by a link only once the statement was served, and a change of mind as what it changes (case F11) (case F12)', async () => {
    const before = await takeSnapshot(settings, topic);
    const participant = 900;
    await admin.query(
      `INSERT INTO forum.participant (topic_id, conference_id, number, origin) VALUES ($1, $2, $3, 'FORUM')`,
      [topic, stage.conferenceId, participant],
    );
    const counts = async () => {
      const { voters, votes, hash } = await takeSnapshot(settings, topic);
      return { voters, votes, isSame: hash === before.hash };
    };
    await vote(participant, 2, 1, 'LINK');
    await vote(participant, 2, -1, null);
    expect(await counts()).toEqual({ voters: 65, votes: 587, isSame: true });
    await vote(participant, 2, 1, 'TICKET');
    expect(await counts()).toEqual({ voters: 66, votes: 588, isSame: false });
    const agreed = await takeSnapshot(settings, topic);
    await vote(participant, 2, -1, null);
    expect(await counts()).toEqual({ voters: 66, votes: 588, isSame: false });
    await vote(participant, 2, 1, 'LINK');
    expect((await takeSnapshot(settings, topic)).hash).toBe(agreed.hash);
  });

  it('that are taken at the same time have different numbers', async () => {
    const taken = await Promise.all([1, 2, 3, 4].map(() => takeSnapshot(settings, topic)));
    expect(taken.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4]);
    expect(new Set(taken.map(({ hash }) => hash)).size).toBe(1);
  });

  it.each([
    [
      'a vote that came into the log behind the map',
      (id: string) =>
        admin.query(`UPDATE forum.map_snapshot SET last_vote = last_vote + 1 WHERE id = $1`, [id]),
      /^What it was made of has another hash by now/,
    ],
    [
      'a figure of the map',
      (id: string) =>
        admin.query(
          `UPDATE forum.map_snapshot SET map = jsonb_set(map, '{continuous-consensus,7}', '0.5') WHERE id = $1`,
          [id],
        ),
      /^The map that its votes give differs at continuous-consensus\.7\.$/,
    ],
    [
      'its stability',
      (id: string) => admin.query(`UPDATE forum.map_snapshot SET stability = 0.5 WHERE id = $1`, [id]),
      /^Its stability is .*; 0\.5 was kept\.$/,
    ],
    [
      'a constant of the ranking',
      (id: string) =>
        admin.query(
          `UPDATE forum.map_snapshot SET parameters = jsonb_set(parameters, '{continuous,bandwidth}', '0.2') WHERE id = $1`,
          [id],
        ),
      /^This release ranks with another bandwidth/,
    ],
  ])('tell when they were tampered with: %s', async (_, tamper, problem) => {
    const { snapshot } = await takeSnapshot(settings, topic);
    await vote(0, 1, -1, null);
    await tamper(snapshot);
    expect((await problemsOf(snapshot))[0]).toMatch(problem);
  });

  it('tell that votes are missing from the log', async () => {
    const { snapshot, lastVote } = await takeSnapshot(settings, topic);
    await admin.query('DELETE FROM forum.vote_log WHERE topic_id = $1 AND id = $2', [topic, lastVote]);
    expect((await problemsOf(snapshot))[0]).toBe(
      `The log has 586 votes of 65 people up to row ${lastVote}; the map was made of 587 of 65.`,
    );
  });

  it('are made of a topic without votes too', async () => {
    const empty = newId();
    await admin.query(
      `INSERT INTO forum.topic (id, conference_id, title, mode, opens_at, closes_at, map_start, least_group)
       VALUES ($1, $2, 'Nothing yet', 'VIEWS', now(), now() + interval '1 day', 'spread', 2)`,
      [empty, stage.conferenceId],
    );
    const taken = await takeSnapshot(settings, empty);
    expect(taken).toMatchObject({ lastVote: '0', voters: 0, votes: 0, groups: [], stability: null });
    expect(await problemsOf(taken.snapshot)).toEqual([]);
  });

  it('are of topics that exist, and never change at the hands of the product', async () => {
    await expect(takeSnapshot(settings, newId())).rejects.toThrow('There is no topic');
    await expect(verifySnapshot(settings, 'no-id')).rejects.toThrow('There is no snapshot "no-id".');
    const { rows } = await admin.query(
      `SELECT grantee, privilege_type FROM information_schema.role_table_grants
       WHERE table_schema = 'forum' AND table_name = 'map_snapshot' AND grantee IN ('plenary_api', 'plenary_worker') ORDER BY 1, 2`,
    );
    expect(rows).toEqual([
      { grantee: 'plenary_worker', privilege_type: 'INSERT' },
      { grantee: 'plenary_worker', privilege_type: 'SELECT' },
    ]);
  });
});
