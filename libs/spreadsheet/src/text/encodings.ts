import { type Buffer, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { GUESSED_BYTES } from '../limits.js';
import { type EncodingChoice } from '../reading.js';
import { refused } from '../refusals.js';
import { plausibleLetters } from './letters.js';

/** Encodings of one script, in the order in which their readings are offered. Those after the bar are of machines before 2001. */
const FAMILIES: readonly (readonly string[])[] = [
  ['windows-1252', 'macintosh', 'cp850'],
  ['iso-8859-2', 'windows-1250', 'maccenteuro', 'cp852'],
  ['windows-1251', 'koi8-u', 'iso-8859-5', 'x-mac-cyrillic', 'ibm866'],
  ['windows-1253'],
  ['windows-1254'],
  ['windows-1255'],
  ['windows-1256'],
  ['windows-1257'],
  ['windows-1258'],
  ['windows-874'],
  ['shift_jis', 'euc-jp'],
  ['gb18030', 'big5'],
  ['euc-kr'],
];
const CANDIDATES = FAMILIES.flat();
const IS_OLD = /^(mac|cp|x-mac|ibm)/;
/** What the detector calls encodings, where it is not what the Encoding Standard does. */
const DETECTED: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  'iso8859-15': 'windows-1252',
  'koi8-r': 'koi8-u',
  'iso-8859-7': 'windows-1253',
  'iso-8859-9': 'windows-1254',
  'iso-8859-8': 'windows-1255',
  'iso-8859-13': 'windows-1257',
  'tis-620': 'windows-874',
  cp874: 'windows-874',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  gb2312: 'gb18030',
  big5hkscs: 'big5',
  macroman: 'macintosh',
  maclatin2: 'maccenteuro',
  maccyrillic: 'x-mac-cyrillic',
  cp866: 'ibm866',
};
/** Another reading whose likelihood is this share of the best one's is as likely: a person is asked. */
const AS_LIKELY = 0.9;

export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
  readonly hasMark: boolean;
  readonly encodings: readonly EncodingChoice[];
  readonly isEncodingSure: boolean;
}

/**
 * Bytes as text: by their mark, else strict UTF-8 over the whole file, else zero bytes as UTF-16, else a guess with all other readings
 * that give letters. @param samplesOf up to three cells with letters beyond ASCII @throws Refusal
 */
export async function decodeText(
  bytes: Buffer,
  chosen: string | undefined,
  samplesOf: (text: string) => readonly string[],
): Promise<DecodedText> {
  const sure = (encoding: string, mark: number): DecodedText => ({
    text: decode(bytes.subarray(mark), encoding),
    encoding,
    hasMark: mark > 0,
    encodings: [],
    isEncodingSure: true,
  });
  const mark = markOf(bytes);
  if (mark !== undefined) return sure(mark.encoding, mark.bytes);
  if (chosen === undefined) {
    const wide = wideOf(bytes);
    if (wide !== undefined) return sure(wide, 0);
    if (isUtf8(bytes)) return sure(isIso2022(bytes) ? 'iso-2022-jp' : 'utf-8', 0);
  } else if (!isKnown(chosen)) throw refused('ENCODING_DOES_NOT_FIT');
  const { encodings, isSure } = await readings(bytes, samplesOf);
  const best = chosen?.toLowerCase() ?? encodings[0]?.encoding ?? 'windows-1252';
  const first = encodings.filter(({ encoding }) => encoding === best);
  return {
    text: decode(bytes, best),
    encoding: best,
    hasMark: false,
    encodings: [...first, ...encodings.filter(({ encoding }) => encoding !== best)],
    isEncodingSure: chosen !== undefined || isSure,
  };
}

function markOf(bytes: Buffer): { readonly encoding: string; readonly bytes: number } | undefined {
  const start = bytes.toString('hex', 0, 4);
  if (start.startsWith('efbbbf')) return { encoding: 'utf-8', bytes: 3 };
  if (start === 'fffe0000' || start === '0000feff') throw refused('NOT_A_SPREADSHEET');
  if (start.startsWith('fffe')) return { encoding: 'utf-16le', bytes: 2 };
  return start.startsWith('feff') ? { encoding: 'utf-16be', bytes: 2 } : undefined;
}

/** UTF-16 without a mark has a zero byte beside each letter of ASCII, at one and the same side. */
function wideOf(bytes: Buffer): string | undefined {
  const sample = bytes.subarray(0, GUESSED_BYTES);
  const zeros = [0, 0];
  for (let i = sample.indexOf(0); i >= 0; i = sample.indexOf(0, i + 1)) zeros[i % 2]!++;
  const [even, odd] = zeros as [number, number];
  if (even + odd === 0) return undefined;
  const least = Math.max(4, sample.length / 40);
  if (odd >= least && even <= odd / 20) return 'utf-16le';
  if (even >= least && odd <= even / 20) return 'utf-16be';
  throw refused('NOT_A_SPREADSHEET');
}

const isIso2022 = (bytes: Buffer): boolean => /\x1b\$[@B]/.test(bytes.toString('latin1', 0, GUESSED_BYTES));

const isNative = (encoding: string): boolean => /^(utf-8|utf-16[bl]e|iso-2022-jp)$/.test(encoding);

const isKnown = (encoding: string): boolean =>
  encoding.length < 40 && (isNative(encoding.toLowerCase()) || iconv.encodingExists(iconvName(encoding)));

const iconvName = (encoding: string): string => encoding.toLowerCase().replace(/^x-mac-/, 'mac');

function decode(bytes: Buffer, encoding: string): string {
  return isNative(encoding)
    ? new TextDecoder(encoding).decode(bytes)
    : iconv.decode(bytes, iconvName(encoding));
}

async function readings(
  bytes: Buffer,
  samplesOf: (text: string) => readonly string[],
): Promise<{ readonly encodings: readonly EncodingChoice[]; readonly isSure: boolean }> {
  const sample = sampleOf(bytes);
  const likelihoods = await guess(sample);
  const texts = new Map<string, string>();
  for (const encoding of inOrder(likelihoods)) {
    const text = decode(sample, encoding);
    // Two encodings that read the same letters are one choice.
    if (plausibleLetters(text) && ![...texts.values()].includes(text)) texts.set(encoding, text);
  }
  const [best, ...others] = [...texts.keys()];
  const likelihood = (encoding: string): number => likelihoods.get(encoding) ?? 0;
  const rivals = others.filter(
    (other) => best !== undefined && likelihood(other) >= AS_LIKELY * likelihood(best),
  );
  const encodings = [...texts].map(([encoding, text]) => ({ encoding, samples: samplesOf(text) }));
  return { encodings, isSure: best !== undefined && !IS_OLD.test(best) && rivals.length === 0 };
}

/** Lines round the first letter beyond ASCII: a detector that sees ASCII first is sure of ASCII. */
function sampleOf(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  const from = Math.max(0, first - GUESSED_BYTES / 4);
  const sample = bytes.subarray(from, from + GUESSED_BYTES);
  const isWhole = from === 0;
  const isLast = from + sample.length >= bytes.length;
  const start = isWhole ? 0 : Math.max(lineEnd(sample, 0) + 1, 0);
  const lastEnd = Math.max(sample.lastIndexOf(0x0a), sample.lastIndexOf(0x0d));
  const end = isLast || lastEnd <= start ? sample.length : lastEnd + 1;
  return sample.subarray(start, end);
}

function lineEnd(sample: Buffer, from: number): number {
  const feed = sample.indexOf(0x0a, from);
  return feed >= 0 ? feed : sample.indexOf(0x0d, from);
}

async function guess(sample: Buffer): Promise<Map<string, number>> {
  const { detectAll } = await import('jschardet');
  const likelihoods = new Map<string, number>();
  for (const { encoding, confidence } of detectAll(sample)) {
    const detected = encoding?.toLowerCase() ?? '';
    const name = DETECTED[detected] ?? detected;
    if (CANDIDATES.includes(name) && !likelihoods.has(name)) likelihoods.set(name, confidence);
  }
  return likelihoods;
}

/** The likeliest, its family, what most people have, and the rest. */
function inOrder(likelihoods: ReadonlyMap<string, number>): string[] {
  const [best] = likelihoods.keys();
  const family = FAMILIES.find((names) => best !== undefined && names.includes(best)) ?? [];
  const isOfToday = (encoding: string): boolean => !IS_OLD.test(encoding);
  const order = [
    ...(best === undefined ? [] : [best]),
    ...family.filter(isOfToday),
    'windows-1252',
    ...likelihoods.keys(),
    ...CANDIDATES,
  ];
  return [...new Set(order)];
}
