import { Buffer } from 'node:buffer';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { isClean, ScannerUnreachable } from './clamd.js';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** A scanner as its protocol describes it: pieces with their length before them, the last one empty. */
async function scanner(says: (file: Buffer) => string | undefined): Promise<{ host: string; port: number }> {
  server = createServer((socket) => {
    let heard = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      const file = wholeOf(heard);
      const answer = file === undefined ? undefined : says(file);
      if (answer !== undefined) socket.end(`${answer}\0`);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

/** Undefined until the empty piece is there. */
function wholeOf(heard: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0';
  if (!heard.subarray(0, command.length).equals(Buffer.from(command))) return undefined;
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= heard.length;) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

describe('The virus scanner', () => {
  it('is given the whole file, and says whether it has found something', async () => {
    const sent = Buffer.alloc(200_000, 'clean');
    const address = await scanner((file) =>
      file.equals(sent) ? 'stream: OK' : 'stream: Win.Test.EICAR_HDB-1 FOUND',
    );
    expect(await isClean(sent, address)).toBe(true);
    expect(await isClean(Buffer.from('X5O!P%'), address)).toBe(false);
  });

  it('has not said that a file is clean when it says something else', async () => {
    const address = await scanner(() => 'INSTREAM size limit exceeded. ERROR');
    await expect(isClean(Buffer.from('A'), address)).rejects.toBeInstanceOf(ScannerUnreachable);
  });

  it('is out of reach when it does not answer, or nobody listens', async () => {
    const address = await scanner(() => undefined);
    await expect(isClean(Buffer.from('A'), address, 50)).rejects.toBeInstanceOf(ScannerUnreachable);
    await expect(isClean(Buffer.from('A'), { host: '127.0.0.1', port: 9 })).rejects.toBeInstanceOf(
      ScannerUnreachable,
    );
  });
});
