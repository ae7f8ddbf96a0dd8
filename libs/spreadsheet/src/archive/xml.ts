import { type Buffer } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { LARGEST_CELL } from '../limits.js';
import { refused } from '../refusals.js';

export type Attributes = Readonly<Record<string, string>>;

/** What a reader of XML is told. Names are without their prefix: programs choose different ones for one vocabulary. */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Tags within tags; a spreadsheet has about ten. */
const DEEPEST = 200;

/**
 * Reads XML chunk by chunk. Entities are XML's own five and numbers. @throws Refusal for a document type, for what is not well
 * formed, and for a text or a tag that is longer than any cell.
 */
export async function readXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let pending = 0;
  let depth = 0;
  let isBegun = false;
  parser.on('doctype', () => {
    throw refused('HAS_DOCUMENT_TYPE');
  });
  parser.on('error', () => {
    throw refused('DAMAGED');
  });
  parser.on('opentag', (tag) => {
    pending = 0;
    if (++depth > DEEPEST) throw refused('DAMAGED');
    handler.open?.(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    pending = 0;
    depth--;
    handler.close?.(localName(tag.name));
  });
  const onText = (text: string): void => handler.text?.(text);
  parser.on('text', onText);
  parser.on('cdata', onText);
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= decoderOf(chunk);
    const text = decoder.decode(chunk, { stream: true });
    isBegun ||= text !== '';
    pending += text.length;
    parser.write(text);
    // A document type is told only at its end; whoever writes one without an end must not fill the memory.
    if (pending > LARGEST_CELL) throw refused('CELL_TOO_LARGE');
  }
  if (!isBegun) throw refused('DAMAGED');
  parser.write(decoder?.decode() ?? '').close();
}

function decoderOf(chunk: Buffer): TextDecoder {
  const [first, second] = chunk;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  return new TextDecoder('utf-8');
}

const locals = new Map<string, string>();

function localName(name: string): string {
  const colon = name.indexOf(':');
  if (colon < 0) return name;
  let local = locals.get(name);
  if (local === undefined) {
    local = name.slice(colon + 1);
    if (locals.size < 1_000) locals.set(name, local);
  }
  return local;
}

/** An attribute whatever its prefix. */
export function attribute(attributes: Attributes, local: string): string | undefined {
  if (local in attributes) return attributes[local];
  const end = `:${local}`;
  for (const name in attributes) if (name.endsWith(end)) return attributes[name];
  return undefined;
}
