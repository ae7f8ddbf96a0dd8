import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, type Asked } from '#libs/platform/testing';
import { drain } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';
import { type OwnServer, ownServer } from './support/own-server.js';

const CREATE = `mutation ($input: CreateNominationInput!) {
  createNomination(input: $input) { nomination { id } errors { code } } }`;

const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;

describe("a full disk of the database's server", () => {
  if (!isRootOnLinux) {
    it.skip('SKIPPED: only root on Linux may mount a disk to fill up', () => undefined);
    return;
  }
  const disk = mkdtempSync(join(tmpdir(), 'plenary-disk-'));
  const filler = join(disk, 'filler');
  let server: OwnServer;
  let product: Product;

  beforeAll(async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=755', 'tmpfs', disk]);
    server = await ownServer(disk);
    product = await startProduct({ places: 20, database: server.database, isApart: true });
  });

  afterAll(async () => {
    rmSync(filler, { force: true });
    // The server's directory is the mounted disk itself, which cannot be removed before it is let go.
    await product.close().catch(() => undefined);
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  const health = async () => {
    const answer = await fetch(`${product.url}/health/ready`);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  const create = (text: string): Promise<Asked> =>
    ask(product.url, CREATE, {
      token: product.tokenOf('iccCoordinator'),
      variables: {
        input: {
          idempotencyKey: randomUUID(),
          conferenceId: product.world.conferenceId,
          bodyId: product.world.icc,
          constituencyId: product.world.business,
          person: { name: 'Full Sample', email: `${randomUUID()}@example.org` },
          justification: text,
        },
      },
    });

  /** To the last byte. */
  function fill(): void {
    const file = openSync(filler, 'w');
    for (let size = 1 << 20; size >= 1; size = size > 1 ? size >> 1 : 0) {
      const block = Buffer.alloc(size, 1);
      for (;;) {
        try {
          writeSync(file, block);
        } catch {
          break;
        }
      }
    }
    closeSync(file);
  }

  it('is told in words by /health/ready, which stays ready, and to people, and is over by itself when there is room', async () => {
    await drain(async () => (await health()).status === 200, {
      what: 'the product to be ready',
      timeoutMs: 60_000,
    });
    expect((await health()).body).toMatchObject({ status: 'ready', checks: { disk: 'ok' } });

    fill();
    const full = await drain(
      async () => {
        const now = await health();
        return (now.body.checks as Record<string, string>).disk === 'failed' ? now : undefined;
      },
      { what: 'the full disk to be noticed', timeoutMs: 60_000 },
    );
    // Everybody's disk is this one: were each process taken out of service, nobody could read any more.
    expect(full.status).toBe(200);
    expect(full.body).toMatchObject({
      status: 'ready',
      checks: { database: 'ok', disk: 'failed' },
      problems: {
        disk: "The disk of the database's server is full: reading goes on, nothing can be saved. Make room on it or enlarge it; the service goes on by itself.",
      },
    });
    // Pages that have room still take some rows; what needs another page is refused.
    const refused = await drain(
      async () => {
        const answer = await create('Every reason '.repeat(150));
        return answer.status === 503 ? answer : undefined;
      },
      { what: 'a write that needs room', timeoutMs: 60_000 },
    );
    expect(refused.codes).toEqual(['DISK_FULL']);
    expect(refused.headers.get('retry-after')).toBe('60');
    const { status, data } = await ask(product.url, '{ viewer { user { id } } }', {
      token: product.tokenOf('officer'),
    });
    expect({ status, data }).toEqual({
      status: 200,
      data: { viewer: { user: { id: product.world.people.officer.userId } } },
    });

    rmSync(filler);
    const isRoomy = async () => ((await health()).body.checks as Record<string, string>).disk === 'ok';
    await drain(isRoomy, { what: 'the room to be noticed', timeoutMs: 60_000 });
    expect((await health()).body['problems']).toBeUndefined();
    expect((await create('There is room again')).status).toBe(200);
  });
});
