import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';

/** Where clamd listens. */
export interface ScannerAddress {
  readonly host: string;
  readonly port: number;
}

/** The scanner did not say what it thinks of a file; its cause is for the log. */
export class ScannerUnreachable extends Error {
  override readonly name = 'ScannerUnreachable';
}

/** Milliseconds for one file. */
const PATIENCE_MS = 30_000;
const PIECE = 64 * 1024;

/**
 * Asks clamd about a file, by INSTREAM.
 * @returns whether it found nothing
 * @throws ScannerUnreachable when it does not answer, or with something else, as for a file that is larger than it takes
 */
export async function isClean(
  bytes: Uint8Array,
  { host, port }: ScannerAddress,
  patience = PATIENCE_MS,
): Promise<boolean> {
  const socket = createConnection({ host, port });
  const late = setTimeout(() => socket.destroy(new Error('It took too long.')), patience);
  try {
    await once(socket, 'connect');
    const answer = answerOf(socket);
    // Whoever is told that nobody listens any more does not have to hear it twice.
    answer.catch(() => undefined);
    await send(socket, bytes);
    const text = await answer;
    if (/^stream: OK\0?$/.test(text.trim())) return true;
    if (/ FOUND\0?$/.test(text.trim())) return false;
    throw new Error('It answered neither OK nor FOUND.');
  } catch (cause) {
    throw new ScannerUnreachable('The virus scanner is out of reach.', { cause });
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
}

async function send(socket: Socket, bytes: Uint8Array): Promise<void> {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    socket.write(length);
    if (!socket.write(piece)) await once(socket, 'drain');
  }
  socket.write(Buffer.alloc(4));
}

async function answerOf(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1').replaceAll('\0', '');
}
