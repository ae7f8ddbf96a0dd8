// Zero-width and direction characters, soft hyphens, controls, tags and the byte order mark.
const UNSEEN =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
// Joiners belong to a name between two of its letters, and to an emoji between its parts.
const LOOSE_JOINERS =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\u200c\u200d])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}\p{Extended_Pictographic}\u200c\u200d])/gu;
const LINE_ENDS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/gu;
const SPACES = /[\t\p{Zs}]+/gu;
/** Letters of western Europe, and spaces: nothing unseen, nothing to put together. */
const LATIN = /^[ -~\u00a1-\u00ac\u00ae-\u017f]*$/;
const PLAIN = /^[!-~]+( [!-~]+)*$/;

/** A text tidied, and how many characters that nobody sees were taken out of it. */
export interface Tidied {
  readonly text: string;
  readonly removed: number;
}

/** NFC, without characters that nobody sees; spaces of all kinds are one space; on one line, unless it is prose. */
export function tidy(typed: string, isProse = false): Tidied {
  if (PLAIN.test(typed)) return { text: typed, removed: 0 };
  if (LATIN.test(typed)) return { text: typed.replace(isProse ? / {2,}/g : /\s+/g, ' ').trim(), removed: 0 };
  let removed = 0;
  const counted = (run: string): string => {
    removed += run.length;
    return '';
  };
  const seen = typed
    .normalize('NFC')
    .replace(UNSEEN, counted)
    .replace(LOOSE_JOINERS, counted)
    .replace(LINE_ENDS, '\n');
  const text = isProse
    ? seen.replace(SPACES, ' ').replace(/ ?\n ?/g, '\n')
    : seen.replace(/[\n\t\p{Zs}]+/gu, ' ');
  return { text: text.trim(), removed };
}

/** What was typed with apostrophes before such a sign got one more. */
const GUARD = /^'(?='*[=+\-@])/;
const QUOTED = /^="((?:[^"]|"")*)"$/;

/**
 * A cell without what spreadsheets need to leave it alone: the apostrophe that our own export puts before = + - @, and `="0031"`
 * for 0031. What else begins like a formula is text, and is never worked out.
 */
export function unguarded(typed: string): string {
  if (GUARD.test(typed)) return typed.slice(1);
  const quoted = QUOTED.exec(typed)?.[1];
  return quoted === undefined ? typed : quoted.replaceAll('""', '"');
}

const NOTHING = new Set(
  (
    'n/a;n.a.;n.a;na;nil;null;none;tba;tbc;tbd;n/d;s/o;k.a.;k. a.;entfällt;keine;keiner;keines;néant;aucun;aucune;' +
    'ninguno;ninguna;nessuno;nessuna;nenhum;nenhuma;нет;无;無;なし;لا يوجد'
  ).split(';'),
);

/** Whether a value of a list says that there is none. Never asked of names: families are called Na and Null. */
export const saysNothing = (text: string): boolean =>
  !/[\p{L}\p{N}]/u.test(text) || NOTHING.has(text.toLowerCase());

/** The mark of an error value, also where a text file kept it: `#N/A`. */
export const errorMark = (text: string): string | undefined =>
  /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|CALC!|SPILL!|NV|WERT!|BEZUG!)$/i.exec(text.trim())?.[0];

/** A number that a spreadsheet program wrote in powers of ten: its last digits are gone. */
export const isSpoiledNumber = (text: string): boolean => /^-?\d+(?:[.,]\d+)?E\+\d{1,3}$/i.test(text);
