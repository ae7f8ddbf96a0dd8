import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileOfCase } from '#libs/attachments/testing';
import { drain } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import { nomineesOf } from './nominees.js';
import { createNomination, returnNomination, submitNomination, versionOf } from './operations.js';

const FILE = 'id side fileName contentType size sha256 path isShown isLost canDelete addedBy { name }';
const HOSTS: readonly Person[] = ['officer', 'approver', 'administrator', 'auditor'];
const BODY: readonly Person[] = ['iccCoordinator', 'iccNominator'];

interface File {
  readonly id: string;
  readonly fileName: string;
  readonly path: string;
  readonly isShown: boolean;
  readonly canDelete: boolean;
  readonly [field: string]: unknown;
}
interface Added {
  readonly status: number;
  readonly id: string | undefined;
  readonly code: string | undefined;
  readonly fileProblem: string | undefined;
  readonly message: string | undefined;
}

let product: Product;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plenary-files-'));
  product = await startProduct({ places: 20, environment: { PLENARY_FILES: join(directory, 'store') } });
});
afterAll(async () => {
  await product.close();
  await rm(directory, { recursive: true });
});

async function drafted(name: string): Promise<string> {
  const made = await createNomination(product.as('iccCoordinator'), nomineesOf(product).draft(name));
  return made.nomination?.id ?? '';
}

async function add(
  person: Person,
  subjectId: string,
  file = 'note-plain.pdf',
  { headers = {}, ...input }: { headers?: Record<string, string> } & Record<string, unknown> = {},
): Promise<Added> {
  const response = await fetch(`${product.url}/attachments`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${product.tokenOf(person)}`,
      'content-type': 'application/octet-stream',
      'plenary-input': encodeURIComponent(
        JSON.stringify({ idempotencyKey: randomUUID(), subjectId, fileName: file, ...input }),
      ),
      ...headers,
    },
    body: Uint8Array.from(fileOfCase(file)),
  });
  const body = (await response.json()) as {
    attachment?: { id: string };
    errors?: { message: string; extensions: { code: string; fileProblem?: string } }[];
  };
  const [error] = body.errors ?? [];
  return {
    status: response.status,
    id: body.attachment?.id,
    code: error?.extensions.code,
    fileProblem: error?.extensions.fileProblem,
    message: error?.message,
  };
}

async function filesOf(person: Person, id: string): Promise<readonly File[]> {
  const { nomination } = await product
    .as(person)
    .data<{ nomination: { attachments: File[] } | null }>(
      `query ($id: ID!) { nomination(id: $id) { attachments { ${FILE} } } }`,
      { id },
    );
  return nomination?.attachments ?? [];
}
const namesFor = async (person: Person, id: string) =>
  (await filesOf(person, id)).map(({ fileName }) => fileName);

const get = (person: Person | undefined, id: string, headers: Record<string, string> = {}) =>
  fetch(`${product.url}/attachments/${id}`, {
    headers: {
      ...(person !== undefined && { authorization: `Bearer ${product.tokenOf(person)}` }),
      ...headers,
    },
  });

async function remove(person: Person, id: string) {
  const { deleteAttachment } = await product.as(person).data<{
    deleteAttachment: { isDeleted: boolean; errors: { code: string }[] };
  }>(`mutation ($id: ID!, $input: DeleteAttachmentInput!) { deleteAttachment(id: $id, input: $input) { isDeleted errors { code } } }`, { id, input: { idempotencyKey: randomUUID() } });
  return [deleteAttachment.isDeleted, ...deleteAttachment.errors.map(({ code }) => code)];
}

const stored = async (): Promise<readonly string[]> =>
  (await readdir(join(directory, 'store'), { recursive: true })).filter((name) => /[\da-f-]{36}$/.test(name));

describe('A file on a nomination', () => {
  it('is kept as what it is, and had again by its body with its own type, where nothing runs', async () => {
    const id = await drafted('Attached Upon');
    const { status, id: file = '' } = await add('iccNominator', id, 'photo-polyglot.jpg', {
      fileName: 'Lettre de José.HEIC',
    });
    expect(status).toBe(201);
    const [seen] = await filesOf('iccCoordinator', id);
    expect(seen).toMatchObject({
      id: file,
      side: 'BODY',
      fileName: 'Lettre de José.jpg',
      contentType: 'image/jpeg',
      path: `/attachments/${file}`,
      isShown: false,
      isLost: false,
      canDelete: true,
    });
    const response = await get('iccCoordinator', file);
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBe(seen?.size);
    expect(bytes.includes('POLYGLOT-CANARY-7741')).toBe(false);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': expect.stringMatching(/^attachment; filename=/) as unknown,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': expect.stringContaining('no-store') as unknown,
    });
  });

  it('is the body’s alone until it is submitted, and then the host’s to read too', async () => {
    const id = await drafted('Handed Over');
    const { id: file = '' } = await add('iccCoordinator', id);
    for (const person of [...HOSTS, 'chCoordinator'] as const) {
      expect(await filesOf(person, id)).toEqual([]);
      expect((await get(person, file)).status).toBe(404);
      expect(await remove(person, file)).toEqual([false, 'NOT_FOUND']);
    }
    await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
    for (const person of [...HOSTS, ...BODY]) {
      expect(await namesFor(person, id)).toEqual(['note-plain.pdf']);
      expect((await get(person, file)).status).toBe(200);
    }
    expect(await filesOf('chCoordinator', id)).toEqual([]);
    expect((await get('chCoordinator', file)).status).toBe(404);
    // What the host was shown stays.
    expect(await remove('iccCoordinator', file)).toEqual([false, 'FORBIDDEN']);
  });

  it('of the host’s own is nobody’s of the body', async () => {
    const id = await drafted('Kept Apart');
    await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
    const { id: file = '' } = await add('officer', id);
    for (const person of HOSTS) expect(await namesFor(person, id)).toEqual(['note-plain.pdf']);
    for (const person of BODY) {
      expect(await filesOf(person, id)).toEqual([]);
      expect((await get(person, file)).status).toBe(404);
      expect(await remove(person, file)).toEqual([false, 'NOT_FOUND']);
    }
    expect(await remove('approver', file)).toEqual([false, 'FORBIDDEN']);
    expect(await remove('officer', file)).toEqual([true]);
    expect(await filesOf('officer', id)).toEqual([]);
  });

  it('that is added while the nomination is back with its body is shown with the next submission', async () => {
    const id = await drafted('Sent Back');
    await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
    expect(await add('iccNominator', id)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    await returnNomination(product.as('officer'), id, {
      version: await versionOf(product.as('officer'), id),
      question: 'A letter?',
    });
    expect((await add('iccNominator', id)).status).toBe(201);
    expect(await filesOf('officer', id)).toEqual([]);
    await submitNomination(product.as('iccCoordinator'), id, {
      version: await versionOf(product.as('iccCoordinator'), id),
    });
    expect(await namesFor('officer', id)).toEqual(['note-plain.pdf']);
    expect((await add('iccCoordinator', id, 'note-no-printing.pdf')).status).toBe(201);
    expect(await namesFor('officer', id)).toEqual(['note-plain.pdf', 'note-no-printing.pdf']);
  });

  it('is deleted with its bytes, and stands in the history of its own side without its name', async () => {
    const id = await drafted('Thought Better');
    const before = await stored();
    const { id: file = '' } = await add('iccNominator', id, 'note-plain.pdf', { fileName: 'CANARY.pdf' });
    expect(await stored()).toHaveLength(before.length + 1);
    expect(await remove('iccCoordinator', file)).toEqual([true]);
    await drain(async () => (await stored()).length === before.length, {
      what: 'the bytes of the deleted file',
    });
    const history = async (person: Person) => {
      const { nomination } = await product.as(person).data<{
        nomination: { history: { nodes: { action: string }[] } };
      }>('query ($id: ID!) { nomination(id: $id) { history(first: 50) { nodes { action summary } } } }', { id });
      return nomination.history.nodes;
    };
    expect((await history('iccNominator')).map(({ action }) => action)).toEqual([
      'nomination.created',
      'attachment.added',
      'attachment.deleted',
    ]);
    expect((await history('officer')).map(({ action }) => action)).not.toContain('attachment.added');
    const { rows } = await product.admin.query('SELECT * FROM audit.event WHERE subject_id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain('CANARY');
  });
});

describe('A file that is refused', () => {
  it('leaves nothing behind, and says why', async () => {
    const id = await drafted('Refused Upon');
    const before = await stored();
    expect(await add('iccCoordinator', id, 'note-script.pdf')).toMatchObject({
      status: 422,
      code: 'FILE_REFUSED',
      fileProblem: 'HOLDS_SCRIPT',
    });
    expect(await filesOf('iccCoordinator', id)).toEqual([]);
    expect(await stored()).toEqual(before);
  });

  it('is not looked at for whoever is somebody else', async () => {
    const id = await drafted('Not Theirs');
    expect(await add('chCoordinator', id)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await add('iccViewer', id)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(await add('iccCoordinator', randomUUID())).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const anonymous = { authorization: '' };
    expect(await add('iccCoordinator', id, 'note-plain.pdf', { headers: anonymous })).toMatchObject({
      status: 401,
    });
    expect((await get(undefined, randomUUID())).status).toBe(401);
  });

  it('is kept once when it is sent twice, and charged each time', async () => {
    const id = await drafted('Sent Twice');
    const before = await stored();
    const idempotencyKey = randomUUID();
    const [first, second] = [
      await add('iccCoordinator', id, 'note-plain.pdf', { idempotencyKey }),
      await add('iccCoordinator', id, 'note-plain.pdf', { idempotencyKey }),
    ];
    expect(second).toEqual(first);
    expect(await stored()).toHaveLength(before.length + 1);
    expect(
      await add('iccCoordinator', id, 'note-no-printing.pdf', { idempotencyKey, fileName: 'note-plain.pdf' }),
    ).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await stored()).toHaveLength(before.length + 1);
  });

  it('is refused in words while the store is out of reach, and nothing is half there (case G19)', async () => {
    const id = await drafted('Out Of Reach');
    const { id: file = '' } = await add('iccCoordinator', id);
    const store = join(directory, 'store');
    await rename(store, join(directory, 'away'));
    await writeFile(store, 'no directory');
    try {
      expect(await add('iccCoordinator', id)).toMatchObject({
        status: 503,
        code: 'SERVICE_UNAVAILABLE',
        message: expect.stringContaining('out of reach') as unknown,
      });
      expect((await get('iccCoordinator', file)).status).toBe(503);
      expect(await filesOf('iccCoordinator', id)).toHaveLength(1);
    } finally {
      await rm(store);
      await rename(join(directory, 'away'), store);
    }
    expect((await get('iccCoordinator', file)).status).toBe(200);
  });

  it('is one of more than ten of a side', async () => {
    const id = await drafted('One Too Many');
    await product.admin.query(
      `INSERT INTO attachments.attachment (id, conference_id, body_id, subject_type, subject_id, added_by, file_name, content_type, size, sha256, is_shown)
       SELECT gen_random_uuid(), $1, $2, 'nomination', $3, $4, 'letter.pdf', 'application/pdf', 1, repeat('0', 64), false FROM generate_series(1, 10)`,
      [product.world.conferenceId, product.world.icc, id, product.world.people.iccCoordinator.userId],
    );
    expect(await add('iccCoordinator', id)).toMatchObject({ status: 422, fileProblem: 'TOO_MANY_FILES' });
  });

  it('comes from another site with a cookie', async () => {
    const id = await drafted('From Elsewhere');
    const { id: file = '' } = await add('iccCoordinator', id);
    const headers = { 'sec-fetch-site': 'cross-site', cookie: '__Host-session=x' };
    expect((await get(undefined, file, headers)).status).toBe(403);
  });
});
