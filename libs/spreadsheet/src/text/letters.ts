/** What no text of people has: halves of characters, control characters, signs that are no letters. */
const IMPOSSIBLE =
  /[\uFFFD\uFFFE\uFFFF\u0080-\u009F\u0000-\u0008\u000E-\u001A\u001C-\u001F\u007F\uE000-\uF8FF\u2500-\u259F]/u;
/** Signs of mathematics and drawings, but for those that people type. */
const SIGN = /[\p{Sm}\p{So}]/u;
const TYPED_SIGN = /[±¬×÷°¦©®™№←→\p{Extended_Pictographic}]/u;
const BEYOND_ASCII = /[^\x00-\x7F\s]/gu;
const LETTER = /[\p{L}\p{M}\p{Nd}]/u;
const WORD = /[\p{L}\p{M}]+/gu;
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Thai}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  /\p{Script=Hangul}/u,
];
/** Words that mix two scripts, of all with letters beyond ASCII: a few are people's own slips. */
const MOST_MIXED = 0.1;
const LEAST_LETTERS = 0.4;

/** Whether a reading of bytes gives letters: nothing impossible in it, letters beyond ASCII, words of one script. */
export function plausibleLetters(text: string): boolean {
  if (IMPOSSIBLE.test(text)) return false;
  const beyond = text.match(BEYOND_ASCII) ?? [];
  if (beyond.some((character) => SIGN.test(character) && !TYPED_SIGN.test(character))) return false;
  const letters = beyond.filter((character) => LETTER.test(character)).length;
  if (letters < LEAST_LETTERS * beyond.length) return false;
  const words = (text.match(WORD) ?? []).filter((word) => /[^\x00-\x7F]/.test(word));
  const mixed = words.filter((word) => SCRIPTS.filter((script) => script.test(word)).length > 1).length;
  return mixed <= MOST_MIXED * words.length;
}

const CONTROLS = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/g;

/** Whether what was decoded is text at all; a stray control character does not make it none. */
export function isText(text: string): boolean {
  const start = text.slice(0, 100_000);
  return (start.match(CONTROLS)?.length ?? 0) <= start.length / 500;
}
