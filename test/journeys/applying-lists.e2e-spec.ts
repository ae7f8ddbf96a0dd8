import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import { loadFile, actOnList, type Counts, previewOf, rowsOf, stateOf } from './lists-of-a-body.js';
import { decideNomination, recommendNomination, submitNomination, updateNomination } from './operations.js';

const fileOf = (...lines: readonly string[]): Buffer =>
  Buffer.from(`Name,E-mail,Organisation,Sector\n${lines.join('\n')}\n`);
const person = (name: string, more = ''): string =>
  `${name} Sample,${name.toLowerCase()}@example.org,Sample ${more}Institute,Business`;

describe('a list that is applied', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ places: 50 });
  });
  afterAll(() => product.close());

  const load = async (bytes: Uint8Array, as: Person = 'iccNominator'): Promise<string> => {
    const { id, message } = await loadFile(product, as, bytes);
    expect(message).toBeUndefined();
    return id ?? '';
  };
  const say = (id: string, input: Readonly<Record<string, unknown>>, as: Person = 'iccNominator') =>
    actOnList(product, as, 'sayOfImportList', id, input);
  const apply = async (id: string, counts?: Partial<Counts>, as: Person = 'iccNominator') => {
    const { toDraft, toUpdate, toLeave } = (await previewOf(product, as, id)).counts;
    return actOnList(product, as, 'applyImportList', id, { toDraft, toUpdate, toLeave, ...counts });
  };
  const undo = (id: string, as: Person = 'iccCoordinator') =>
    actOnList(product, as, 'undoImportList', id, {});
  const settled = async (id: string) => {
    await drain(
      async () => !['APPLYING', 'UNDOING'].includes((await stateOf(product, 'iccCoordinator', id)).state),
      { what: 'the list to be done', timeoutMs: 60_000 },
    );
    return stateOf(product, 'iccCoordinator', id);
  };
  const applied = async (bytes: Uint8Array): Promise<string> => {
    const id = await load(bytes);
    expect((await apply(id)).errors).toEqual([]);
    expect(await settled(id)).toMatchObject({ state: 'APPLIED', refused: 0 });
    return id;
  };
  const nominationsOf = async (name: string) =>
    (
      await product.admin.query<{ id: string; state: string; version: number; organisation: string }>(
        `SELECT n.id, n.state, n.version, p.organisation FROM nominations.nomination n
         JOIN nominations.person p ON p.id = n.person_id WHERE p.name LIKE $1 ORDER BY p.name, n.id`,
        [name],
      )
    ).rows;

  /** Screened and recommended. */
  async function reviewed(id: string): Promise<{ readonly version: number | undefined }> {
    await drain(
      async () =>
        (
          await product.admin.query(
            `SELECT FROM nominations.nomination WHERE id = $1 AND state = 'UNDER_REVIEW'`,
            [id],
          )
        ).rowCount === 1,
      { what: 'the screening', timeoutMs: 30_000 },
    );
    const read = async () =>
      (
        await product
          .as('officer')
          .data<{ nomination: { version: number } }>('query ($id: ID!) { nomination(id: $id) { version } }', {
            id,
          })
      ).nomination.version;
    const recommendation = { version: await read(), recommendation: 'APPROVE' };
    expect((await recommendNomination(product.as('officer'), id, recommendation)).errors).toEqual([]);
    return { version: await read() };
  }

  it('drafts its rows, by who has pressed the button, and doubles nothing when it comes again', async () => {
    const bytes = fileOf(person('Ada'), person('Ben'), person('Cleo'));
    const id = await load(bytes);
    expect((await previewOf(product, 'iccNominator', id)).counts).toEqual({
      toDraft: 3,
      toUpdate: 0,
      toLeave: 0,
      toAsk: 0,
    });
    expect((await apply(id)).errors).toEqual([]);
    expect(await settled(id)).toMatchObject({ state: 'APPLIED', toDo: 3, done: 3, drafted: 3, refused: 0 });
    const rows = await rowsOf(product, 'iccNominator', id);
    expect(rows.map(({ row, result, outcome }) => [row, result, outcome])).toEqual([
      [2, 'DRAFTED', 'LEAVE'],
      [3, 'DRAFTED', 'LEAVE'],
      [4, 'DRAFTED', 'LEAVE'],
    ]);
    const made = await product.admin.query<{ created_by: string; entries: number }>(
      `SELECT n.created_by, (SELECT count(*)::int FROM audit.event e WHERE e.subject_id = n.id AND e.actor_id = n.created_by) AS entries
       FROM nominations.nomination n WHERE n.id = ANY ($1)`,
      [rows.map(({ nominationId }) => nominationId)],
    );
    const by = product.world.people.iccNominator.userId;
    expect(made.rows).toEqual([1, 2, 3].map(() => ({ created_by: by, entries: 1 })));
    const again = await load(bytes);
    expect((await previewOf(product, 'iccNominator', again)).counts).toMatchObject({
      toDraft: 0,
      toLeave: 3,
    });
    expect((await apply(again)).errors).toEqual([expect.objectContaining({ code: 'ACTION_UNAVAILABLE' })]);
    expect((await apply(id)).errors).toEqual([expect.objectContaining({ code: 'ACTION_UNAVAILABLE' })]);
  });

  it('keeps what was typed for the organisation, which names none until the host says which one it is', async () => {
    await applied(fileOf(person('Orla', 'Distant '), person('Otto', 'Distant ')));
    const { organisationTexts } = await product.as('officer').data<{
      organisationTexts: { nodes: { typed: string; nominations: { organisation: object | null }[] }[] };
    }>('query ($c: ID!) { organisationTexts(conferenceId: $c) { nodes { typed nominations { organisation { name } } } } }', { c: product.world.conferenceId });
    expect(organisationTexts.nodes).toContainEqual({
      typed: 'Sample Distant Institute',
      nominations: [{ organisation: null }, { organisation: null }],
    });
  });

  it('asks first, has its cells mended, remembers what words mean, and does what was left when it is applied again', async () => {
    const bytes = fileOf(
      'Dora Sample,dora@example.org,Sample Institute,Commerce',
      'Emil Sample,no address,Sample Institute,Commerce',
    );
    const id = await load(bytes);
    const before = await previewOf(product, 'iccNominator', id);
    expect(before.counts).toEqual({ toDraft: 0, toUpdate: 0, toLeave: 0, toAsk: 2 });
    const [question] = before.questions;
    expect(question).toMatchObject({
      about: 'CONSTITUENCY_WORD',
      items: [{ item: 'commerce', shown: 'Commerce', isAnswered: false, rowCount: 2 }],
    });
    const answer = { about: 'CONSTITUENCY_WORD', item: 'commerce', choice: 'BUSINESS' };
    expect((await say(id, { answers: [answer] })).errors).toEqual([]);
    expect((await apply(id)).errors).toEqual([]);
    expect(await settled(id)).toMatchObject({ drafted: 1, toDo: 1 });
    const [, emil] = await rowsOf(product, 'iccNominator', id);
    expect(emil).toMatchObject({
      outcome: 'ASK',
      problems: [{ cell: 'B3', kind: 'EMAIL_INVALID', stops: true }],
    });
    expect((await say(id, { cells: [{ cell: 'B3', text: 'emil@example.org' }] })).errors).toEqual([]);
    expect((await apply(id)).errors).toEqual([]);
    expect(await settled(id)).toMatchObject({ state: 'APPLIED', drafted: 2, toDo: 1, done: 1 });
    const next = await load(
      fileOf('Fina Sample,fina@example.org,Sample Institute,COMMERCE'),
      'iccCoordinator',
    );
    expect((await previewOf(product, 'iccCoordinator', next)).counts).toMatchObject({ toDraft: 1, toAsk: 0 });
    expect((await say(id, { answers: [{ ...answer, isTakenBack: true }] })).errors).toEqual([]);
    expect((await previewOf(product, 'iccCoordinator', next)).counts).toMatchObject({ toDraft: 0, toAsk: 1 });
  });

  it('changes drafts that are there, field by field, and undo writes back what they were', async () => {
    const first = await applied(fileOf(person('Gus'), person('Hanna')));
    const second = await load(fileOf(person('Gus', 'Other '), person('Hanna'), person('Ivo')));
    const rows = await rowsOf(product, 'iccNominator', second);
    expect(rows.map(({ outcome, changes }) => [outcome, changes])).toEqual([
      ['UPDATE', [{ field: 'ORGANISATION', from: 'Sample Institute', to: 'Sample Other Institute' }]],
      ['LEAVE', []],
      ['NEW', []],
    ]);
    expect((await apply(second)).errors).toEqual([]);
    expect(await settled(second)).toMatchObject({ drafted: 1, updated: 1 });
    expect(await nominationsOf('Gus%')).toMatchObject([
      { organisation: 'Sample Other Institute', version: 2 },
    ]);
    expect((await undo(first)).errors).toEqual([
      expect.objectContaining({ code: 'NOT_UNDOABLE', rows: [2] }),
    ]);
    expect((await undo(second, 'iccNominator')).errors).toEqual([
      expect.objectContaining({ code: 'FORBIDDEN' }),
    ]);
    expect((await undo(second)).errors).toEqual([]);
    expect(await settled(second)).toMatchObject({ state: 'UNDONE', undone: 2, refused: 0 });
    expect(await nominationsOf('Gus%')).toMatchObject([{ organisation: 'Sample Institute', state: 'DRAFT' }]);
    expect(await nominationsOf('Ivo%')).toMatchObject([{ state: 'WITHDRAWN' }]);
    const third = await load(fileOf(person('Ivo')));
    expect((await previewOf(product, 'iccNominator', third)).counts).toMatchObject({ toDraft: 1 });
  });

  it('is not taken back once something of it was submitted, or changed by somebody: the rows are told', async () => {
    const id = await applied(fileOf(person('Jana'), person('Karl'), person('Lena')));
    const [jana, karl] = await rowsOf(product, 'iccNominator', id);
    await submitNomination(product.as('iccCoordinator'), jana?.nominationId ?? '', { version: 1 });
    await updateNomination(product.as('iccCoordinator'), karl?.nominationId ?? '', { version: 1, rank: 3 });
    expect((await undo(id)).errors).toEqual([
      expect.objectContaining({ code: 'NOT_UNDOABLE', rows: [2, 3] }),
    ]);
    expect(await nominationsOf('Lena%')).toMatchObject([{ state: 'DRAFT' }]);
  });

  it('names figures that must be those of the moment, and of two that press at once one is heard', async () => {
    const id = await load(fileOf(person('Mona'), person('Nils')));
    expect((await apply(id, { toDraft: 1 })).errors).toEqual([
      expect.objectContaining({
        code: 'COUNTS_CHANGED',
        counts: { toDraft: 2, toUpdate: 0, toLeave: 0, toAsk: 0 },
      }),
    ]);
    const { version } = await stateOf(product, 'iccNominator', id);
    const counts = { version, toDraft: 2, toUpdate: 0, toLeave: 0 };
    const press = (as: Person) => actOnList(product, as, 'applyImportList', id, counts);
    const both = await Promise.all([press('iccNominator'), press('iccCoordinator')]);
    expect(both.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(['VERSION_CONFLICT']);
    expect(await settled(id)).toMatchObject({ drafted: 2 });
    expect(await nominationsOf('Mona%')).toHaveLength(1);
  });

  it('leaves to a person what somebody else has nominated since the button was pressed', async () => {
    const bytes = Buffer.from(
      'Name,E-mail,Sector,Reference\nOle Sample,ole@example.org,Business,CRM-1\nPia Sample,pia@example.org,Business,CRM-2\n',
    );
    const id = await load(bytes);
    const { columns, counts } = await previewOf(product, 'iccNominator', id);
    expect([columns.map(({ field }) => field), counts.toDraft]).toEqual([
      ['NAME', 'EMAIL', 'CONSTITUENCY', 'EXTERNAL_REFERENCE'],
      2,
    ]);
    await product.stopWorker();
    expect((await apply(id)).errors).toEqual([]);
    const { conferenceId, icc: bodyId, business: constituencyId } = product.world;
    const input = {
      idempotencyKey: randomUUID(),
      conferenceId,
      bodyId,
      constituencyId,
      externalReference: 'CRM-2',
      person: { name: 'Somebody Else', email: 'else@example.org' },
    };
    await product
      .as('iccCoordinator')
      .data(
        'mutation ($input: CreateNominationInput!) { createNomination(input: $input) { errors { code } } }',
        {
          input,
        },
      );
    await product.startWorker();
    expect(await settled(id)).toMatchObject({ state: 'APPLIED', done: 1, toDo: 1 });
    const rows = await rowsOf(product, 'iccNominator', id);
    expect(rows.map(({ result, outcome }) => [result, outcome])).toEqual([
      ['DRAFTED', 'LEAVE'],
      [null, 'ASK'],
    ]);
  });

  it('keeps a refusal on its row and goes on: two rows with one reference, and two people of one address', async () => {
    const row = (name: string, email: string, key: string) =>
      `${name} Sample,${email}@example.org,Business,${key}\n`;
    const id = await load(
      Buffer.from(
        `Name,E-mail,Sector,Reference\n${row('Theo', 'theo', 'CRM-7')}${row('Ulla', 'ulla', 'CRM-7')}${row('Vera', 'theo', 'CRM-8')}${row('Wim', 'wim', 'CRM-9')}`,
      ),
    );
    const said = await say(id, { answers: [{ about: 'SAME_IN_FILE', item: '4', choice: 'TWO_PEOPLE' }] });
    expect(said.errors).toEqual([]);
    expect((await previewOf(product, 'iccNominator', id)).counts).toMatchObject({ toDraft: 4, toAsk: 0 });
    expect((await apply(id)).errors).toEqual([]);
    expect(await settled(id)).toMatchObject({ state: 'APPLIED', toDo: 4, done: 4, drafted: 2, refused: 2 });
    const rows = await rowsOf(product, 'iccNominator', id);
    expect(rows.map(({ result, refusal }) => [result, refusal?.code ?? null])).toEqual([
      ['DRAFTED', null],
      [null, 'EXTERNAL_REFERENCE_TAKEN'],
      [null, 'ALREADY_NOMINATED'],
      ['DRAFTED', null],
    ]);
    expect(await rowsOf(product, 'iccNominator', id, { isRefused: true })).toHaveLength(2);
  });

  it('leaves alone what is submitted, and tells no other body’s person', async () => {
    const id = await applied(fileOf(person('Quin')));
    const [row] = await rowsOf(product, 'iccNominator', id);
    await submitNomination(product.as('iccCoordinator'), row?.nominationId ?? '', { version: 1 });
    const again = await load(fileOf(person('Quin', 'Other ')));
    expect(await rowsOf(product, 'iccNominator', again)).toMatchObject([
      { outcome: 'LEAVE', changes: [], problems: [{ kind: 'NOT_CHANGEABLE', stops: false }] },
    ]);
    const other = await loadFile(product, 'chNominator', fileOf(person('Quin')), {
      bodyId: product.world.chathamHouse,
    });
    expect(await rowsOf(product, 'chNominator', other.id ?? '')).toMatchObject([
      { outcome: 'NEW', nominationId: null },
    ]);
  });

  it('tells nothing of what the host has decided and not released', async () => {
    const id = await applied(fileOf(person('Sven')));
    const [row] = await rowsOf(product, 'iccNominator', id);
    const nomination = row?.nominationId ?? '';
    await submitNomination(product.as('iccCoordinator'), nomination, { version: 1 });
    const { version = 0 } = await reviewed(nomination);
    const again = await load(fileOf(person('Sven', 'Other ')));
    const before = [
      await previewOf(product, 'iccNominator', again),
      await rowsOf(product, 'iccNominator', again),
    ];
    const decided = await decideNomination(product.as('approver'), nomination, {
      version,
      outcome: 'APPROVE',
    });
    expect(decided.errors).toEqual([]);
    const after = [
      await previewOf(product, 'iccNominator', again),
      await rowsOf(product, 'iccNominator', again),
    ];
    expect(after).toEqual(before);
  });

  it('is thrown away with its rows', async () => {
    const id = await load(fileOf(person('Rosa')));
    expect((await actOnList(product, 'iccNominator', 'abandonImportList', id, {})).errors).toEqual([]);
    expect(await stateOf(product, 'iccNominator', id)).toMatchObject({ state: 'ABANDONED', hasRows: false });
    const { rows } = await product.admin.query('SELECT FROM import.list_row WHERE list_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('has no person in a job', async () => {
    const { rows } = await product.admin.query<{ payload: object }>(
      `SELECT payload FROM platform.outbox WHERE queue = 'import'`,
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const { payload } of rows) expect(Object.keys(payload).sort()).toEqual(['listId', 'version']);
  });
});
