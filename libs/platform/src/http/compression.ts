import { pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { varyBy } from './security-headers.js';

/** Octets of an answer that goes as it is, because it fits into a packet or two. */
const SMALL = 1_400;
/** As quick as gzip and smaller; a window of half a megabyte keeps the memory of many at once small. */
const BROTLI = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 4,
    [constants.BROTLI_PARAM_LGWIN]: 19,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  },
};

type Encoding = 'br' | 'gzip';
const WHOLE = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** What a client takes (RFC 9110, section 12.5.3), br where it takes both alike; undefined: only the text as it is. */
export function encodingOf(accepts: string | undefined): Encoding | undefined {
  const weights = new Map((accepts ?? '').split(',').map(weightOf));
  const weight = (name: string): number => weights.get(name) ?? weights.get('*') ?? 0;
  const best = weight('gzip') > weight('br') ? 'gzip' : 'br';
  return weight(best) > 0 && weight(best) >= (weights.get('identity') ?? 0) ? best : undefined;
}

function weightOf(part: string): [string, number] {
  const [name = '', ...parameters] = part
    .toLowerCase()
    .split(';')
    .map((word) => word.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const number = weight === undefined ? 1 : Number(weight);
  return [name, Number.isFinite(number) ? number : 0];
}

/**
 * An answer as its client takes it: compressed beside the event loop where that is worth it. Only for who sends a token: what
 * a browser's cookie opens, another site may have asked for, and the length of a compressed answer would tell it what is in there
 * (BREACH).
 */
export async function compressed(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  answer: string | Readable,
): Promise<string | Buffer | Readable> {
  varyBy(reply, 'Accept-Encoding');
  const { 'accept-encoding': accepts } = headers;
  const encoding = encodingOf(Array.isArray(accepts) ? accepts.join() : accepts);
  if (encoding === undefined) return answer;
  if (typeof answer === 'string') {
    if (answer.length < SMALL) return answer;
    const octets = Buffer.from(answer);
    const small = encoding === 'br' ? await WHOLE.br(octets, BROTLI) : await WHOLE.gzip(octets);
    reply.header('content-encoding', encoding);
    return small;
  }
  reply.header('content-encoding', encoding).removeHeader('content-length');
  const compressor = encoding === 'br' ? createBrotliCompress(BROTLI) : createGzip();
  // Whichever ends first takes the other along; the response tells what went wrong.
  return pipeline(answer, compressor, () => undefined);
}
