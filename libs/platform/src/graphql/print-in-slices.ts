import { type Actor } from '#libs/kernel';
import { inSlices, nextDearSlice, nextSlice } from '../turns/slices.js';

/** Objects within objects that are looked into: the answer, its data, a root field, the list in it. */
const DEEPEST = 4;
/** Characters that are made octets of at a time. */
const LONG = 65_536;

/** A piece of the text, or a value to print. */
type Piece = string | { readonly value: unknown };

/**
 * The JSON text of an answer and a newline, in UTF-8, in parts. It is that of `JSON.stringify`, printed entry by entry of its long
 * lists, with others going on in between: megabytes at once would hold everybody up for tens of milliseconds.
 */
export async function printInSlices(actor: Actor, answer: object): Promise<Buffer[]> {
  const pieces: Piece[] = [];
  collect(answer, DEEPEST, pieces);
  pieces.push('\n');
  let text = '';
  await nextSlice(actor);
  const octets = await inSlices(actor, pieces, (piece) => {
    text += typeof piece === 'string' ? piece : JSON.stringify(piece.value);
    if (text.length < LONG) return undefined;
    const ready = Buffer.from(text);
    text = '';
    return ready;
  });
  return [...octets.filter((part) => part !== undefined), Buffer.from(text)];
}

/** Hands out the parts of a dear answer in slices: a socket takes megabytes at once, and holds everybody up meanwhile. */
export async function* handOutInSlices(actor: Actor, parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    await nextDearSlice(actor);
    yield part;
  }
}

function collect(value: unknown, depth: number, pieces: Piece[]): void {
  if (depth === 0 || typeof value !== 'object' || value === null || 'toJSON' in value) pieces.push({ value });
  else if (Array.isArray(value)) collectList(value, pieces);
  else collectObject(value, depth, pieces);
}

function collectList(list: readonly unknown[], pieces: Piece[]): void {
  list.forEach((value, index) => {
    pieces.push(index === 0 ? '[' : ',', { value: value === undefined ? null : value });
  });
  pieces.push(list.length === 0 ? '[]' : ']');
}

function collectObject(object: object, depth: number, pieces: Piece[]): void {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  entries.forEach(([key, value], index) => {
    pieces.push(`${index === 0 ? '{' : ','}${JSON.stringify(key)}:`);
    collect(value, depth - 1, pieces);
  });
  pieces.push(entries.length === 0 ? '{}' : '}');
}
