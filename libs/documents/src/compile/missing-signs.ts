/** What JSON can say. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A sign that none of the fonts has. */
export interface MissingSign {
  /** Where it stands in the data, outermost first. */
  readonly path: readonly string[];
  readonly sign: string;
  /** `U+1F600` */
  readonly codePoint: string;
}

/** More are not named: who mends some finds the others. */
const MOST_NAMED = 20;

/** As Typst says it, with the text as Rust writes it in quotes. */
const NOT_DISPLAYED = /the text `\\?"((?:\\.|[^`])*?)\\?"` could not be displayed/g;

/** What Typst says cannot be shown, each sign once, with the first place of the data that has it; empty where it is about something else. */
export function missingSigns(message: string, data: JsonValue): MissingSign[] {
  const texts = [...message.matchAll(NOT_DISPLAYED)].map(([, text = '']) => unescaped(text));
  const signs = new Set(texts.flatMap((text) => [...text]));
  const found: MissingSign[] = [];
  for (const sign of signs) {
    const path = placeOf(sign, data);
    if (path !== undefined) found.push({ path, sign, codePoint: codePointOf(sign) });
    if (found.length === MOST_NAMED) break;
  }
  return found;
}

const codePointOf = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Rust writes what it does not show as `\u{200b}`; in what is written twice the backslash is doubled. */
const unescaped = (text: string): string =>
  text.replace(/\\+u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));

function placeOf(sign: string, value: JsonValue): string[] | undefined {
  if (typeof value === 'string') return value.includes(sign) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries<JsonValue>(value)) {
    const path = placeOf(sign, inner);
    if (path !== undefined) return [key, ...path];
  }
  return undefined;
}
