import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { type Change, ChangesRefused, CursorExpired, graphql, PlenaryClient } from '#libs/client';
import { freePort } from '#libs/platform';
import { drain } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import { type Product, startProduct } from '../support/product.js';
import { type Answer, type Steps, walkMainJourney } from './main-journey.js';
import { feedSettled } from '../support/reads/feed-settled.js';

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);

const FIELDS = graphql(
  'fragment Followed on Nomination { id version state person { name } availableActions }',
);
const REFUSED = graphql('fragment Why on UserError { code message path }');
const CREATE = graphql(
  `
    mutation Create($input: CreateNominationInput!) {
      answer: createNomination(input: $input) {
        nomination {
          ...Followed
        }
        errors {
          ...Why
        }
      }
    }
  `,
  [FIELDS, REFUSED],
);
const SUBMIT = graphql(
  `
    mutation Submit($id: ID!, $input: SubmitNominationInput!) {
      answer: submitNomination(id: $id, input: $input) {
        nomination {
          ...Followed
        }
        errors {
          ...Why
        }
      }
    }
  `,
  [FIELDS, REFUSED],
);
const CORRECT = graphql(
  `
    mutation Correct($id: ID!, $input: CorrectPersonInput!) {
      answer: correctPerson(id: $id, input: $input) {
        nomination {
          ...Followed
        }
        errors {
          ...Why
        }
      }
    }
  `,
  [FIELDS, REFUSED],
);
const CORRECT_EMAIL = graphql(
  `
    mutation CorrectEmail($id: ID!, $input: CorrectEmailInput!) {
      answer: correctEmail(id: $id, input: $input) {
        nomination {
          ...Followed
        }
        errors {
          ...Why
        }
      }
    }
  `,
  [FIELDS, REFUSED],
);
const WITHDRAW = graphql(
  `
    mutation Withdraw($id: ID!, $input: WithdrawNominationInput!) {
      answer: withdrawNomination(id: $id, input: $input) {
        nomination {
          ...Followed
        }
        errors {
          ...Why
        }
      }
    }
  `,
  [FIELDS, REFUSED],
);
const FOLLOW = graphql(
  'query Follow($id: ID!) { nomination(id: $id) { ...Followed history { nodes { action } } } }',
  [FIELDS],
);

let product: Product;
let client: PlenaryClient;

const clientAt = (url: string): PlenaryClient =>
  new PlenaryClient({ url, token: product.tokenOf('iccCoordinator') });

beforeAll(async () => {
  product = await startProduct({ places: 10, slug: 'london-2011' });
  client = clientAt(product.url);
});
afterAll(() => product.close());

type Answered = Awaited<ReturnType<typeof client.mutate<{ answer: Answer }, object>>>;

/** As the journey reads it. */
function told(given: Answered): Answer {
  if (!given.isRefused) return given.data.answer;
  const errors = given.refusals.map((refusal) => {
    expect(refusal).toMatchObject({ from: 'mutation', field: 'answer' });
    return { code: refusal.code, path: refusal.path };
  });
  return { nomination: null, errors };
}

const steps = (): Steps => ({
  create: async (input) => told(await client.mutate(CREATE, { input })),
  submit: async (id, input) => told(await client.mutate(SUBMIT, { id, input })),
  correct: async (id, input) => told(await client.mutate(CORRECT, { id, input })),
  correctEmail: async (id, input) => told(await client.mutate(CORRECT_EMAIL, { id, input })),
  withdraw: async (id, input) => told(await client.mutate(WITHDRAW, { id, input })),
  follow: async (id) => {
    const answer = await client.query(FOLLOW, { id });
    if (answer.isRefused || answer.data.nomination === null) throw new Error(JSON.stringify(answer));
    const { history, ...nomination } = answer.data.nomination;
    return { nomination, actions: history.nodes.map(({ action }) => action) };
  },
});

async function take(changes: AsyncIterable<Change>, most = Infinity): Promise<Change[]> {
  const taken: Change[] = [];
  for await (const change of changes) if (taken.push(change) >= most) break;
  return taken;
}

describe('the client for Node', () => {
  it('creates, submits, follows, corrects and withdraws a nomination', async () => {
    await walkMainJourney(product, steps(), 'Ada Sample');
  });

  it('is told of a query that is refused as of a value, with its code and cost', async () => {
    const list = graphql(
      'query ($c: ID!, $first: Int) { nominations(conferenceId: $c, first: $first) { nodes { id } } }',
    );
    const c = product.world.conferenceId;
    expect(await client.query(list, { c, first: 500 })).toMatchObject({
      isRefused: true,
      refusals: [{ from: 'response', field: 'nominations', code: 'INVALID_INPUT', path: ['first'] }],
      requestId: expect.stringMatching(/./),
    });
    expect(await client.query(list, { c, first: 1 })).toMatchObject({
      isRefused: false,
      cost: { asked: expect.any(Number), left: expect.any(Number) },
    });
    const stranger = new PlenaryClient({ url: product.url, token: 'plenary_of_nobody' });
    expect(await stranger.query(list, { c })).toMatchObject({
      refusals: [{ code: 'UNAUTHENTICATED', status: 401 }],
    });
  });
});

describe('a network that loses answers', () => {
  let server: Server | undefined;
  afterAll(() => void server?.close());

  /** What stands between the two: each request is treated by the next of these, the last one for ever. */
  async function between(
    ...treatments: readonly RequestListener[]
  ): Promise<{ url: string; count: () => number }> {
    let count = 0;
    server = createServer((request, response) =>
      treatments[Math.min(count++, treatments.length - 1)]?.(request, response),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, count: () => count };
  }

  const forwarded = async (request: Parameters<RequestListener>[0]): Promise<Response> =>
    fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: request.headers.authorization ?? '' },
      body: Buffer.concat((await request.toArray()) as Buffer[]),
    });
  const pass: RequestListener = (request, response) =>
    void forwarded(request).then(async (answer) =>
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text()),
    );
  const loseAnswer: RequestListener = (request, response) =>
    void forwarded(request).then(() => response.destroy());
  const busy: RequestListener = (_request, response) =>
    void response.writeHead(503, { 'retry-after': '0' }).end('<html>busy</html>');

  it('makes no second nomination: the act is sent again under its key, until it is answered', async () => {
    const network = await between(loseAnswer, busy, pass);
    const answer = await clientAt(network.url).mutate(CREATE, {
      input: nomineesOf(product).draft('Basil Beispiel'),
    });
    expect(answer).toMatchObject({ isRefused: false, data: { answer: { nomination: { state: 'DRAFT' } } } });
    expect(network.count()).toBe(3);
    const { rows } = await product.admin.query(
      `SELECT FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id WHERE p.name = 'Basil Beispiel'`,
    );
    expect(rows).toHaveLength(1);
  });
});

describe('the feed of changes', () => {
  it('is read on behind a cursor that was kept, each change once, with what a fragment reads', async () => {
    const conferenceId = product.world.conferenceId;
    const drafted = await client.mutate(CREATE, { input: nomineesOf(product).draft('Chloe Exemple') });
    const id = drafted.isRefused ? '' : (drafted.data.answer.nomination?.id ?? '');
    await client.mutate(SUBMIT, { id, input: { version: 1 } });
    await drain(async () => (await steps().follow(id)).nomination.state === 'UNDER_REVIEW', {
      what: 'the end of the screening',
      timeoutMs: 20_000,
    });
    await feedSettled(product.admin);
    const whole = await take(client.changes({ conferenceId }));
    const ofIt = whole.filter(({ subjectId }) => subjectId === id);
    expect(ofIt.map(({ kind }) => kind)).toEqual([
      'nomination.created',
      'nomination.submitted',
      'nomination.under-review',
    ]);
    const [begun] = await take(client.changes({ conferenceId, pageSize: 1 }), 1);
    expect(await take(client.changes({ conferenceId, after: begun?.cursor, pageSize: 2 }))).toEqual(
      whole.slice(1),
    );
    const named = graphql('fragment Named on Nomination { person { name } }');
    const last = whole.at(-2)?.cursor;
    for await (const change of client.changes({ conferenceId, after: last, nomination: named })) {
      expect(change.nomination?.person?.name).toBe('Chloe Exemple');
    }
    const waiting = client.changes({
      conferenceId,
      after: whole.at(-1)?.cursor,
      isWaiting: true,
      everyMs: 50,
    });
    const next = waiting.next();
    await client.mutate(WITHDRAW, { id, input: { version: ofIt.at(-1)?.nomination?.version ?? 0 } });
    expect((await next).value).toMatchObject({ kind: 'nomination.withdrawn', subjectId: id });
    await waiting.return();
  });

  it('says what to do where a cursor holds no more, and where it is none', async () => {
    const conferenceId = product.world.conferenceId;
    // The host's cursor, behind a change that this body does not see.
    const host = new PlenaryClient({ url: product.url, token: product.tokenOf('officer') });
    const foreign = nomineesOf(product).draft('Dario Ejemplo', { bodyId: product.world.chathamHouse });
    const other = new PlenaryClient({ url: product.url, token: product.tokenOf('chCoordinator') });
    expect(await other.mutate(CREATE, { input: foreign })).toMatchObject({ isRefused: false });
    await feedSettled(product.admin);
    const cursor = (await take(host.changes({ conferenceId }))).at(-1)?.cursor;
    await expect(take(client.changes({ conferenceId, after: cursor }))).rejects.toThrow(CursorExpired);
    await expect(take(client.changes({ conferenceId, after: 'made-up' }))).rejects.toMatchObject({
      name: ChangesRefused.name,
      code: 'INVALID_INPUT',
      refusals: [{ path: ['after'] }],
    });
  });
});

describe('the package as partners install it', () => {
  let folder: string;
  let child: ChildProcess | undefined;

  beforeAll(async () => {
    mkdirSync(join(ROOT, '.test-output'), { recursive: true });
    // Within the clone, where gql.tada is found.
    folder = mkdtempSync(join(ROOT, '.test-output/client-'));
    // What it prints is where the package is, seen from where it was asked.
    const { stdout } = await run(process.execPath, ['libs/client/pack.mjs', '--out', folder], { cwd: ROOT });
    const packed = join(ROOT, stdout.trim());
    const installed = join(folder, 'node_modules/plenary-client');
    mkdirSync(installed, { recursive: true });
    await run('tar', ['xzf', packed, '-C', installed, '--strip-components=1']);
    for (const program of ['nominate-and-follow.mjs', 'receive-webhooks.mjs'])
      cpSync(join(ROOT, 'docs/api/examples', program), join(folder, program));
  });
  afterAll(() => {
    child?.kill();
    rmSync(folder, { recursive: true });
  });

  async function runExample(conference = 'london-2011') {
    child = spawn(process.execPath, ['nominate-and-follow.mjs', 'cursor.txt'], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        PLENARY_URL: product.url,
        PLENARY_TOKEN: product.tokenOf('chCoordinator'),
        PLENARY_CONFERENCE: conference,
      },
    });
    const said = { out: '', err: '' };
    child.stdout?.on('data', (text: Buffer) => (said.out += text.toString()));
    child.stderr?.on('data', (text: Buffer) => (said.err += text.toString()));
    await once(child, 'close');
    return { code: child.exitCode, err: said.err, lines: said.out.trim().split('\n') };
  }

  it('runs the program of the guide: once it nominates, then it goes on behind its cursor', async () => {
    const first = await runExample();
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.lines[0]).toMatch(/^nominated CH-[A-Z0-9-]+ SUBMITTED$/);
    await drain(
      async () => {
        const { code, err, lines } = await runExample();
        expect([code, err]).toEqual([0, '']);
        expect(lines[0]).toMatch(/^was there CH-[A-Z0-9-]+ (SUBMITTED|UNDER_REVIEW)$/);
        first.lines.push(...lines.slice(1));
        return first.lines.includes('nomination.under-review CRM-4711 UNDER_REVIEW');
      },
      { what: 'the end of the screening in the feed', timeoutMs: 30_000, everyMs: 250 },
    );
    const kinds = first.lines.filter((line) => line.includes('CRM-4711')).map((line) => line.split(' ')[0]);
    expect(kinds).toEqual(['nomination.created', 'nomination.submitted', 'nomination.under-review']);
    expect(readFileSync(join(folder, 'cursor.txt'), 'utf8')).toMatch(/./);
  });

  it('receives webhooks by the program of the guide: by either secret, each once over a restart, and nothing forged', async () => {
    const [former, secret, other] = ['former', 'newest', 'other'].map(
      (word) => `whsec_${Buffer.from(word.repeat(5)).toString('base64')}`,
    ) as [string, string, string];
    const port = await freePort();
    const environment = { PORT: String(port), PLENARY_WEBHOOK_SECRETS: `${secret} ${former}` };
    let said = '';
    const begin = async () => {
      child = spawn(process.execPath, ['receive-webhooks.mjs', 'seen.txt'], {
        cwd: folder,
        env: environment,
      });
      const begun = said.length;
      child.stdout?.on('data', (text: Buffer) => (said += text.toString()));
      await drain(() => said.slice(begun).includes('Waiting at'), { what: 'the receiver' });
    };
    /** All that it has written is there then. */
    const end = async () => {
      if (child === undefined) return;
      const ended = once(child, 'close');
      child.kill();
      await ended;
    };
    const post = async (id: string, signedBy: string, subjectId = id) => {
      const data = { subjectType: 'nomination', subjectId, externalReference: 'CRM-7', conferenceId: 'C' };
      const body = JSON.stringify({ type: 'nomination.approved', timestamp: new Date().toISOString(), data });
      const now = new Date();
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': new Webhook(signedBy).sign(id, now, body),
      };
      return (await fetch(`http://localhost:${port}`, { method: 'POST', headers, body })).status;
    };
    await begin();
    expect([await post('one', former), await post('two', secret), await post('one', secret)]).toEqual([
      204, 204, 204,
    ]);
    expect([await post('three', other), await post('four', secret, 'x'.repeat(10_000))]).toEqual([400, 413]);
    await end();
    await begin();
    expect([await post('two', secret), await post('five', secret)]).toEqual([204, 204]);
    await end();
    expect(said.split('\n').filter((line) => line.startsWith('nomination.'))).toEqual(
      ['one', 'two', 'five'].map((id) => `nomination.approved CRM-7 ${id}`),
    );
  });

  it('says in words that there is no such conference, and ends', async () => {
    const { code, err } = await runExample('london-2012');
    expect([code, err]).toEqual([1, 'There is no conference "london-2012" for this token.\n']);
  });

  it('has types: what the schema does not have is told by the compiler', async () => {
    const program = `import { graphql, PlenaryClient, verifyWebhook } from 'plenary-client';
const client = new PlenaryClient({ url: '', token: '' });
const read = graphql('query ($id: ID!) { nomination(id: $id) { state version } }');
const answer = await client.query(read, { id: 'N' });
if (!answer.isRefused) { const version: number | undefined = answer.data.nomination?.version; void version; }
const verified = verifyWebhook({ headers: {}, body: '' }, { secrets: 'whsec_' });
if (verified.isValid) console.log(verified.event.data.subjectId);
`;
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'right.ts'), program);
    writeFileSync(
      join(folder, 'wrong.ts'),
      program.replace("{ id: 'N' }", '{ idd: 1 }').replace(': number', ': string'),
    );
    const flags = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--types',
      'node',
    ];
    const told = await run(
      process.execPath,
      [join(ROOT, 'node_modules/typescript/bin/tsc'), 'right.ts', 'wrong.ts', ...flags],
      { cwd: folder },
    ).then(
      () => [],
      ({ stdout }: { stdout: string }) =>
        [...stdout.matchAll(/^(\S+)\(\d+,\d+\): error (TS\d+)/gm)].map(([, file, code]) => `${file} ${code}`),
    );
    expect(told).toEqual(['wrong.ts TS2353', 'wrong.ts TS2322']);
  });
});
