import { afterEach, describe, expect, it } from '@jest/globals';
import { DocumentRenderer, type RendererOptions } from './document-renderer.js';
import { residentMegabytes } from './process/resident-megabytes.js';

const SIGN = { title: 'Names', people: [{ name: 'Olive Specimen' }] };
const MADE = { pdf: expect.any(Uint8Array), pages: 1 };

describe('the process that makes documents', () => {
  let renderer: DocumentRenderer | undefined;
  afterEach(() => renderer?.close());
  const started = (options: RendererOptions = {}): DocumentRenderer =>
    (renderer = new DocumentRenderer({ folder: 'testing', ...options }));

  it('is one, makes what is asked at once one after another, and is replaced after so many documents', async () => {
    const renderer = started({ documentsOfAProcess: 2 });
    const pids: (number | undefined)[] = [];
    const ask = () => renderer.render('sign', SIGN).then((made) => (pids.push(renderer.pid), made));
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([MADE, MADE, MADE]);
    expect(pids[0]).toBe(pids[1]);
    expect(pids[2]).not.toBe(pids[1]);
  });

  it('is killed when a document hangs, and the next one is made by another', async () => {
    const renderer = started({ milliseconds: 1_500 });
    const hanging = renderer.render('endless', { held: 1 });
    const next = renderer.render('sign', SIGN);
    expect(await hanging).toEqual({ reason: 'TOO_MUCH_WORK' });
    expect(await next).toEqual(MADE);
  });

  it('is killed when a document takes too much memory', async () => {
    const renderer = started({ megabytes: 250 });
    expect(await renderer.render('endless', { held: 20_000_000 })).toEqual({ reason: 'TOO_MUCH_WORK' });
    expect(await renderer.render('sign', SIGN)).toEqual(MADE);
  });

  it('that somebody ends is started again', async () => {
    const renderer = started();
    await renderer.render('sign', SIGN);
    process.kill(renderer.pid!, 'SIGKILL');
    expect(await renderer.render('sign', SIGN)).toEqual(MADE);
  });

  it('ends when it has nothing to do', async () => {
    const renderer = started({ idleMilliseconds: 10 });
    await renderer.render('sign', SIGN);
    const { pid } = renderer;
    while (renderer.pid !== undefined) await new Promise((done) => setTimeout(done, 10));
    while (residentMegabytes(pid) > 0) await new Promise((done) => setTimeout(done, 10));
    expect(await renderer.render('sign', SIGN)).toEqual(MADE);
  });

  it('refuses what more than so many wait for', async () => {
    const renderer = started({ mostWaiting: 1 });
    const [first, second] = [renderer.render('sign', SIGN), renderer.render('sign', SIGN)];
    expect(await second).toEqual({ reason: 'BUSY' });
    expect(await first).toEqual(MADE);
  });

  it('says which sign is missing, and fails by a template that names a strange font', async () => {
    const renderer = started();
    expect(await renderer.render('sign', { ...SIGN, title: '😀' })).toEqual({
      reason: 'MISSING_SIGNS',
      missing: [{ path: ['title'], sign: '😀', codePoint: 'U+1F600' }],
    });
    await expect(renderer.render('strange-font', {})).rejects.toThrow('no such font');
  });

  it('knows no secret of the process that started it', async () => {
    const renderer = started();
    await renderer.render('sign', SIGN);
    const { readFileSync, existsSync } = await import('node:fs');
    const environment = `/proc/${renderer.pid}/environ`;
    if (existsSync(environment)) expect(readFileSync(environment, 'utf8')).not.toContain('PATH=');
  });
});
