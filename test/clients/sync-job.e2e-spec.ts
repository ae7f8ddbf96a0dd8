import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PlenaryClient } from '#libs/client';
import { drain } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import { createNomination, submitNomination } from '../journeys/operations.js';
import { issueBodyToken } from '../support/issue-token.js';
import { type Product, startProduct } from '../support/product.js';
import { feedSettled } from '../support/reads/feed-settled.js';

const JOB = join(import.meta.dirname, '../../docs/api/examples/sync-nominations.mjs');
const PEOPLE = 556;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly constituency: string;
}

/** Invented people, the same each time. */
const personOf = (index: number): Row => ({
  id: `CRM-${index}`,
  name: `${['Ada', 'Bram', 'Chidi', 'Dana', 'Emre'][index % 5]} Sample${index}`,
  email: `person${index}@networks.example`,
  organisation: `Sample "Networks", ${index % 17}`,
  constituency: index % 3 === 0 ? 'ACADEMIA' : 'BUSINESS',
});

let product: Product;
let folder: string;
let rows = Array.from({ length: PEOPLE }, (_one, index) => personOf(index));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sync-'));
  product = await startProduct({ withoutWorker: true, slug: 'london-2011' });
});
afterAll(async () => {
  await product.close();
  rmSync(folder, { recursive: true });
});

const state = (): string => join(folder, 'state.json');
const keptState = (): { changes: number; states: Record<string, string> } =>
  JSON.parse(readFileSync(state(), 'utf8')) as { changes: number; states: Record<string, string> };

function start(
  people: readonly Partial<Row>[],
  token = product.tokenOf('iccCoordinator'),
  url: string | undefined = product.url,
) {
  const head = Object.keys(people[0] ?? personOf(0)).join(',');
  const lines = people.map((row) =>
    Object.values(row)
      .map((value: string) => `"${value.replaceAll('"', '""')}"`)
      .join(','),
  );
  writeFileSync(join(folder, 'people.csv'), `${[head, ...lines].join('\n')}\n`);
  const child = spawn(process.execPath, [JOB, join(folder, 'people.csv'), state()], {
    env: {
      PATH: process.env.PATH,
      PLENARY_URL: url,
      PLENARY_TOKEN: token,
      PLENARY_CONFERENCE: 'london-2011',
    },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (text: Buffer) => (said.out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.err += text.toString()));
  return { child, said, ended: once(child, 'close') };
}

async function night(people: readonly Partial<Row>[], token?: string, url?: string) {
  await feedSettled(product.admin);
  const { child, said, ended } = start(people, token, url);
  await ended;
  return {
    code: child.exitCode,
    err: said.err,
    counts: said.out === '' ? null : (JSON.parse(said.out) as object),
  };
}

/** Keys and states of what is there, as the database has them. */
const there = async (): Promise<{ key: string; state: string; name: string }[]> =>
  (
    await product.admin.query<{ key: string; state: string; name: string }>(
      `SELECT n.external_reference AS key, n.state, p.name FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id
       WHERE n.body_id = $1 ORDER BY n.id`,
      [product.world.icc],
    )
  ).rows;
const changesInAll = async (): Promise<number> => {
  const { changes } = await product
    .as('iccCoordinator')
    .data<{ changes: { totalCount: number } }>(
      'query ($c: ID!) { changes(conferenceId: $c) { totalCount } }',
      {
        c: product.world.conferenceId,
      },
    );
  return changes.totalCount;
};

const changesIn = (counts: object | null): number => (counts as { changes: number }).changes;

const NOTHING = {
  createNomination: 0,
  updateNomination: 0,
  correctPerson: 0,
  correctEmail: 0,
  withdrawNomination: 0,
  refused: 0,
};

describe('the sync job of the guide, night by night', () => {
  it('is killed in the middle of the first, and goes on where it was', async () => {
    const { child, ended } = start(rows);
    await drain(async () => (await there()).length > PEOPLE / 3, {
      what: 'a third of the people',
      timeoutMs: 60_000,
    });
    child.kill('SIGKILL');
    await ended;
    await drain(async () => (await there()).length > 0, { what: 'the last request to end' });
    const { code, counts, err } = await night(rows);
    expect([code, err]).toEqual([0, '']);
    const made = (counts as { createNomination: number }).createNomination;
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(PEOPLE);
    // What it has changed itself may be held back from it until the next one.
    expect((await night(rows)).counts).toMatchObject(NOTHING);
    const keys = (await there()).map(({ key }) => key);
    expect([keys.length, new Set(keys).size]).toEqual([PEOPLE, PEOPLE]);
  });

  it('takes over what was changed, is new and is gone in the second, and nothing else', async () => {
    rows = [
      ...rows
        .slice(5)
        .map((row, index) => (index % 30 === 0 ? { ...row, name: `${row.name} Renamed` } : row)),
      ...[600, 601, 602].map(personOf),
    ];
    const { code, counts } = await night(rows);
    expect([code, counts]).toMatchObject([
      0,
      { createNomination: 3, updateNomination: 19, withdrawNomination: 5, refused: 0 },
    ]);
    // Transactions of other databases of this server hold the feed back: what this night could not see yet, the next one reads.
    const { counts: later } = await night(rows);
    expect(later).toMatchObject(NOTHING);
    expect(changesIn(counts) + changesIn(later)).toBe(27);
    const now = await there();
    expect(now.filter(({ state: one }) => one === 'WITHDRAWN').map(({ key }) => key)).toEqual(
      [0, 1, 2, 3, 4].map((index) => `CRM-${index}`),
    );
    expect(now.filter(({ name }) => name.endsWith('Renamed')).length).toBe(19);
  });

  it('reads everything anew in the third, when its file of state is lost, and makes nothing again', async () => {
    rmSync(state());
    const { counts } = await night(rows);
    expect(counts).toEqual({ ...NOTHING, changes: await changesInAll() });
    expect(Object.keys(keptState().states).length).toBe(PEOPLE + 3);
  });

  it('stops and asks in the fourth, when the file is empty', async () => {
    const before = await there();
    const { code, err, counts } = await night([]);
    expect([code, counts]).toEqual([2, null]);
    expect(err).toContain('would withdraw 554 of 554');
    expect(await there()).toEqual(before);
  });

  it('has nothing to do in the fifth, and has read each change once', async () => {
    const { counts } = await night(rows);
    expect(counts).toEqual({ ...NOTHING, changes: 0 });
    expect(keptState().changes).toBe(await changesInAll());
  });

  it('corrects in the sixth what is with the host by now, and tells of a constituency that there is not and of who was withdrawn', async () => {
    const icc = product.as('iccCoordinator');
    const { nomination } = await icc.data<{ nomination: { id: string; version: number } }>(
      'query ($of: NominationIdentifier) { nomination(identifier: $of) { id version } }',
      { of: { bodyId: product.world.icc, externalReference: 'CRM-10' } },
    );
    expect((await submitNomination(icc, nomination.id, { version: nomination.version })).errors).toEqual([]);
    const moved = { name: 'Ada Sample-Muster', email: 'ada@muster.example' };
    const trade = { ...personOf(701), constituency: 'TRADE' };
    const back = personOf(0);
    rows = rows.map((row) => (row.id === 'CRM-10' ? { ...row, ...moved } : row));
    rows.push(back, trade, personOf(702));
    const { code, counts, err } = await night(rows);
    expect([code, counts, err]).toMatchObject([
      0,
      { ...NOTHING, createNomination: 1, correctPerson: 1, correctEmail: 1, refused: 2 },
      'CRM-0: was withdrawn. Give the row an id of its own, and the person is nominated anew\nCRM-701: there is no constituency "TRADE", but BUSINESS, ACADEMIA\n',
    ]);
    rows = rows.filter((row) => row !== trade && row !== back);
    expect((await night(rows)).counts).toMatchObject(NOTHING);
  });

  it('moves drafts to the constituency of the file in the seventh, and leaves what the file spells otherwise alone', async () => {
    // As spreadsheets have them: accents apart from their letters, spaces around, a domain in capitals.
    const odd = { name: ' Zoe\u0301 Exemple ', email: 'Zoe@Networks.EXAMPLE', organisation: ' Sample ' };
    rows = rows.map((row) => (row.id === 'CRM-11' ? { ...row, constituency: 'ACADEMIA' } : row));
    rows.push({ ...personOf(704), ...odd });
    const { code, counts, err } = await night(rows);
    expect([code, counts, err]).toMatchObject([
      0,
      { ...NOTHING, createNomination: 1, updateNomination: 1 },
      '',
    ]);
    expect((await night(rows)).counts).toMatchObject(NOTHING);
  });

  it('sends again what a connection cuts off, and makes nothing twice', async () => {
    let isCut = false;
    const network = createServer((request, response) => {
      void (async () => {
        const body = Buffer.concat((await request.toArray()) as Buffer[]);
        const { authorization = '' } = request.headers;
        const headers = { 'content-type': 'application/json', authorization };
        const answer = await (
          await fetch(`${product.url}/graphql`, { method: 'POST', headers, body })
        ).text();
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
        if (isCut || !body.includes('createNomination')) return response.end(answer);
        isCut = true;
        response.write(answer.slice(0, 20), () => response.destroy());
      })();
    });
    await once(network.listen(0, '127.0.0.1'), 'listening');
    rows.push(personOf(705));
    const url = `http://127.0.0.1:${(network.address() as AddressInfo).port}`;
    const { code, counts, err } = await night(rows, undefined, url);
    network.close();
    expect([code, counts, err, isCut]).toMatchObject([
      0,
      { ...NOTHING, createNomination: 1 },
      'No answer (200); the same again in a while\n',
      true,
    ]);
    expect((await there()).filter(({ key }) => key === 'CRM-705')).toHaveLength(1);
  });

  it('reads all changes anew where its cursor holds no more', async () => {
    const conferenceId = product.world.conferenceId;
    const foreign = nomineesOf(product).draft('Dario Ejemplo', { bodyId: product.world.chathamHouse });
    await createNomination(product.as('chCoordinator'), foreign);
    await feedSettled(product.admin);
    // The host's cursor, behind a change that this body does not see.
    const host = new PlenaryClient({ url: product.url, token: product.tokenOf('officer') });
    let cursor = '';
    for await (const change of host.changes({ conferenceId })) ({ cursor } = change);
    writeFileSync(state(), JSON.stringify({ ...keptState(), cursor }));
    const { code, counts, err } = await night(rows);
    expect([code, counts, err]).toEqual([
      0,
      { ...NOTHING, changes: await changesInAll() },
      'The cursor holds no more: all changes are read anew, which does no harm\n',
    ]);
  });

  it('does nothing with a file that lacks a column, which would empty the field of everybody', async () => {
    const { code, err } = await night(rows.map(({ email: _email, ...row }) => row));
    expect([code, err]).toEqual([2, 'The file has no column email. Nothing was done.\n']);
  });

  it('drafts with a token of the body too, which withdraws nothing', async () => {
    const { conferenceId, icc: bodyId, people } = product.world;
    const token = await issueBodyToken(product.admin, {
      conferenceId,
      bodyId,
      madeBy: people.iccCoordinator.userId,
    });
    rmSync(state());
    const { code, counts, err } = await night([...rows.slice(300), personOf(703)], token);
    expect([code, counts, err]).toMatchObject([0, { ...NOTHING, createNomination: 1 }, '']);
  });
});
