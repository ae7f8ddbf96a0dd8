import { Injectable, type OnModuleInit } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Refusal } from '#libs/kernel';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';
import { type Download, Downloads } from './downloads.js';

/** What the sample gives out, and what became of its making. */
const sample = {
  make: (): Download['body'] => pieces(1),
  pieces: 0,
  isEnded: false,
};

async function* pieces(count: number, end?: () => void): Download['body'] {
  try {
    for (let piece = 0; piece < count; piece += 1) {
      sample.pieces += 1;
      yield Buffer.alloc(64 * 1024, 'a');
    }
    end?.();
    return { rows: count };
  } finally {
    sample.isEnded = true;
  }
}

const fail = (): never => {
  throw new Error('The database is gone: secret.example');
};

@Injectable()
class SampleDownloads implements OnModuleInit {
  constructor(private readonly downloads: Downloads) {}

  onModuleInit(): void {
    this.downloads.post('/sample-file', async (_actor, asked, charge) => {
      for (const objects of (asked as { objects?: number[] }).objects ?? []) await charge(objects);
      if ((asked as { isRefused?: boolean }).isRefused === true)
        throw new Refusal('INVALID_INPUT', 'There is no such list.', ['list']);
      if ((asked as { isFault?: boolean }).isFault === true) return fail();
      return { contentType: 'text/plain', disposition: 'attachment', body: sample.make() };
    });
  }
}

describe('a download', () => {
  let app: SampleApp;

  beforeAll(async () => {
    app = await startSampleApp({ resolvers: [SampleDownloads] });
  });
  afterAll(() => app.close());
  beforeEach(() => {
    Object.assign(sample, { make: () => pieces(1), pieces: 0, isEnded: false });
  });

  const ask = (asked: object = {}, more: { headers?: Record<string, string>; signal?: AbortSignal } = {}) =>
    fetch(`${app.url}/sample-file`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer service', ...more.headers },
      body: JSON.stringify(asked),
      ...(more.signal === undefined ? {} : { signal: more.signal }),
    });

  it('comes whole, and is kept nowhere', async () => {
    sample.make = () => pieces(20);
    const response = await ask();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await response.text()).length).toBe(20 * 64 * 1024);
  });

  it('has beside it what is said of it, for whoever asks for a form', async () => {
    const form = await (await ask({}, { headers: { accept: 'multipart/form-data' } })).formData();
    expect((form.get('file') as File).size).toBe(64 * 1024);
    expect(JSON.parse(form.get('summary') as string)).toEqual({ rows: 1 });
  });

  it('that cannot be made to its end never looks whole, and its fault is in the log alone', async () => {
    sample.make = () => pieces(3, fail);
    const response = await ask();
    await expect(response.text()).rejects.toThrow();
    expect(app.log()).toContain('A download broke off');
    sample.make = () => pieces(3, fail);
    const form = await ask({}, { headers: { accept: 'multipart/form-data' } });
    await expect(form.formData()).rejects.toThrow();
  });

  it('is made no further when its client goes away', async () => {
    sample.make = () => pieces(100_000);
    const leaving = new AbortController();
    const response = await ask({}, { signal: leaving.signal });
    await response.body?.getReader().read();
    leaving.abort();
    while (!sample.isEnded) await new Promise((done) => setTimeout(done, 10));
    expect(sample.pieces).toBeLessThan(1_000);
  });

  it('is made no faster than its client takes it', async () => {
    sample.make = () => pieces(100_000);
    const leaving = new AbortController();
    await ask({}, { signal: leaving.signal });
    let before = -1;
    while (sample.pieces !== before) {
      before = sample.pieces;
      await new Promise((done) => setTimeout(done, 200));
    }
    expect(sample.pieces).toBeLessThan(1_000);
    leaving.abort();
    while (!sample.isEnded) await new Promise((done) => setTimeout(done, 10));
  });

  it.each([
    [{ isRefused: true }, 400, { code: 'INVALID_INPUT', inputPath: ['list'] }],
    [{ isFault: true }, 500, { code: 'INTERNAL' }],
  ])('that is not made is answered in words: %j', async (asked, status, extensions) => {
    const response = await ask(asked);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect((JSON.parse(text) as { errors: object[] }).errors).toMatchObject([{ extensions }]);
    expect(text).not.toContain('secret.example');
  });
});

describe('what a download is charged', () => {
  let app: SampleApp;
  let now = 0;

  beforeAll(async () => {
    app = await startSampleApp({
      resolvers: [SampleDownloads],
      objectsPerSecond: 1_000,
      now: () => now,
      publicUrl: 'https://conference.example',
      allowedOrigins: ['https://tools.partner.example'],
    });
  });
  afterAll(() => app.close());
  beforeEach(() => {
    now += 1_000_000;
    Object.assign(sample, { make: () => pieces(1), pieces: 0, isEnded: false });
  });

  const ask = (objects: number[], headers: Record<string, string> = {}) =>
    fetch(`${app.url}/sample-file`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer service', ...headers },
      body: JSON.stringify({ objects }),
    });

  it('comes out of the bucket that requests to /graphql come out of, and is told in headers', async () => {
    const file = await ask([400]);
    expect(file.headers.get('ratelimit-policy')).toBe('"caller";q=20000;w=20');
    // 10 for the request.
    expect(file.headers.get('ratelimit')).toBe('"caller";r=19590;t=1');
    const query = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer service' },
      body: '{"query":"{ whoAmI }"}',
    });
    expect(query.headers.get('ratelimit')).toBe('"caller";r=19580;t=1');
  });

  it('is refused before anything is made where there is too little', async () => {
    await (await ask([19_000])).text();
    sample.pieces = 0;
    const refused = await ask([1_000]);
    const { errors } = (await refused.json()) as { errors: { extensions: { code: string } }[] };
    expect([refused.status, refused.headers.get('retry-after'), errors[0]?.extensions.code]).toEqual([
      429,
      '1',
      'RATE_LIMITED',
    ]);
    expect(sample.pieces).toBe(0);
  });

  it('leaves half of what the caller can have to what else they do: the rest of a long file waits', async () => {
    let isAnswered = false;
    const waiting = ask([8_000, 1_000, 1_000, 1_000]).then((response) => {
      isAnswered = true;
      return response;
    });
    const beside = async (): Promise<string | null> =>
      (
        await fetch(`${app.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: 'Bearer service' },
          body: '{"query":"{ whoAmI }"}',
        })
      ).headers.get('ratelimit');
    let left: string | null = null;
    while (!/r=10[0-9]{3};/.test((left = await beside()) ?? '')) expect(left).not.toBeNull();
    expect(isAnswered).toBe(false);
    now += 60_000;
    expect((await waiting).status).toBe(200);
  });

  it('is read by pages of allowed origins, refused or not, and by no others (CORS)', async () => {
    const page = { origin: 'https://tools.partner.example', 'sec-fetch-site': 'cross-site' };
    const preflight = await fetch(`${app.url}/sample-file`, {
      method: 'OPTIONS',
      headers: { ...page, 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([
      204,
      page.origin,
    ]);
    const file = await ask([], page);
    expect(file.headers.get('access-control-allow-origin')).toBe(page.origin);
    expect(file.headers.get('access-control-expose-headers')).toMatch(/, Content-Disposition$/);
    const refused = await ask([], { ...page, authorization: 'Bearer dead' });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, page.origin]);
    const stranger = await ask([], { ...page, origin: 'https://evil.example' });
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
  });
});
