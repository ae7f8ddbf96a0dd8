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
    this.downloads.post('/sample-file', async (_actor, asked) => {
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
