import { type Cell } from '../reading.js';
import { type DateSystem, serialDate } from './serial-date.js';

/** What a format code makes of a number. */
export type NumberFormat =
  | { readonly kind: 'general' }
  | { readonly kind: 'date' }
  | { readonly kind: 'digits'; readonly sections: readonly Section[] };

/** One of the up to four parts of a format code: for numbers above zero, below it, and zero. */
interface Section {
  /** Text and places of digits, in order. */
  readonly parts: readonly string[];
  readonly decimals: number;
  /** Zeros after the point that are not shown. */
  readonly optionalDecimals: number;
  readonly isPercent: boolean;
  /** It says something other than digits alone: what it says is in `parts`. */
  readonly isPlain: boolean;
}

const GENERAL: NumberFormat = { kind: 'general' };
const DATE: NumberFormat = { kind: 'date' };
/** Longer codes are nobody's. */
const LONGEST_CODE = 255;

/** Formats that have a number and no code in the file (ECMA-376, 18.8.30); those of 27 to 36 and 50 to 58 are dates in East Asia. */
export function builtInFormat(id: number): NumberFormat {
  const code = { 1: '0', 2: '0.00', 9: '0%', 10: '0.00%' }[id];
  if (code !== undefined) return numberFormat(code);
  const isDate =
    (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return isDate ? DATE : GENERAL;
}

/** Reads a format code like `00000`, `dd/mm/yyyy` or `[Red]-0.0`. What it does not know is general. */
export function numberFormat(code: string): NumberFormat {
  if (code.length > LONGEST_CODE || /^(general|standard|@)?$/i.test(code)) return GENERAL;
  const bare = code
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]?/gi, '');
  if (/[ymdhs]|\be\b|上午|gg/i.test(bare.replace(/general|e[+-]/gi, ''))) return DATE;
  if (/e[+-]|\/|@|general/i.test(bare)) return GENERAL;
  return { kind: 'digits', sections: splitSections(code).map(readSection) };
}

function splitSections(code: string): string[] {
  return code.match(/(?:"[^"]*"?|\\.|[^;"\\])+/g) ?? [code];
}

function readSection(text: string): Section {
  const tokens =
    text
      .replace(/\[[^\]]*\]/g, '')
      .match(/"[^"]*"?|[\\_*].|General|./gsu)
      ?.flatMap(readToken) ?? [];
  const places = tokens.filter((token) => /^[0#?]$/.test(token));
  const point = tokens.indexOf('.');
  const after = point < 0 ? [] : tokens.slice(point).filter((token) => /^[0#?]$/.test(token));
  return {
    parts: tokens.filter((token) => token !== ','),
    decimals: after.length,
    optionalDecimals: after.length - (after.findLastIndex((token) => token === '0') + 1),
    isPercent: tokens.includes('%'),
    isPlain: places.length > 0,
  };
}

/** Text is marked by a leading quote, so that a literal zero is no place of a digit. */
function readToken(token: string): string[] {
  if (token.startsWith('"')) return [...token.replaceAll('"', '')].map((letter) => `"${letter}`);
  if (token.startsWith('\\')) return [`"${token.slice(1)}`];
  if (token.startsWith('_') || token.startsWith('*')) return [];
  return /^[0#?.,%]$/.test(token) ? [token] : [`"${token}`];
}

/** A number as a person sees it under a format; a date as ISO. Thousands are not parted, for others would have to guess by what. */
export function formatNumber(value: number, format: NumberFormat, system: DateSystem): Cell {
  if (format.kind === 'date') {
    const date = serialDate(value, system);
    if (date !== undefined) return { text: date, date };
  }
  if (format.kind !== 'digits') return { text: plainNumber(value) };
  const { sections } = format;
  const at = value < 0 && sections.length > 1 ? 1 : value === 0 && sections.length > 2 ? 2 : 0;
  const section = sections[at] ?? sections[0]!;
  if (!section.isPlain) return { text: literalsOf(section) || plainNumber(value) };
  const sign = value < 0 && at === 0 ? '-' : '';
  return { text: sign + fill(section, Math.abs(value)) };
}

function literalsOf(section: Section): string {
  return section.parts
    .filter((part) => part.startsWith('"'))
    .map((part) => part.slice(1))
    .join('');
}

/** Digits take their places from the right; what is left over stands before the first place. */
function fill({ parts, decimals, optionalDecimals, isPercent }: Section, value: number): string {
  const rounded = roundedDigits(isPercent ? value * 100 : value, decimals);
  if (rounded === undefined) return plainNumber(value);
  let [whole = '0', fraction = ''] = rounded.split('.');
  for (let left = optionalDecimals; left > 0 && fraction.endsWith('0'); left--)
    fraction = fraction.slice(0, -1);
  const point = parts.indexOf('.');
  const before = point < 0 ? parts : parts.slice(0, point);
  const after = point < 0 ? [] : parts.slice(point + 1);
  if (whole === '0' && !before.includes('0')) whole = '';
  const written: string[] = [];
  const places = before.filter((part) => /^[0#?]$/.test(part)).length;
  let placesLeft = places;
  for (const part of before.toReversed()) {
    if (part.startsWith('"')) written.push(part.slice(1));
    else if (part === '%') written.push('%');
    else {
      placesLeft--;
      const digits = placesLeft === 0 ? whole : whole.slice(-1);
      written.push(digits === '' && part === '0' ? '0' : digits);
      whole = placesLeft === 0 ? '' : whole.slice(0, -1);
    }
  }
  const start = written.toReversed().join('');
  const rest = after.map((part) => (part.startsWith('"') ? part.slice(1) : part === '%' ? '%' : '')).join('');
  return `${start}${places === 0 ? whole : ''}${fraction === '' ? '' : `.${fraction}`}${rest}`;
}

/** Undefined for numbers that have no such digits. */
function roundedDigits(value: number, decimals: number): string | undefined {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) return undefined;
  return Number(value.toPrecision(15)).toFixed(Math.min(decimals, 20));
}

/** Fifteen digits, as spreadsheet programs keep them: 12, not 12.0; 0.1, not 0.1000000000000000055. */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  const number = Number(value.toPrecision(15));
  const text = String(number);
  return text.includes('e') && Math.abs(number) < 1e21 && Math.abs(number) >= 1
    ? number.toFixed(0)
    : text.replace('e+', 'E+').replace('e-', 'E-');
}
