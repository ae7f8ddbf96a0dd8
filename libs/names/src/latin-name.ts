import anyAscii from 'any-ascii';
import { isInLatinLetters } from './fold.js';

/** Scripts that any-ascii writes with their vowels. Arabic, Hebrew, Devanagari, Thai and their like lose them: `udahrn` is no name. */
const READABLE =
  /^[\p{scx=Latin}\p{scx=Cyrillic}\p{scx=Greek}\p{scx=Armenian}\p{scx=Georgian}\p{scx=Ethiopic}\p{scx=Han}\p{scx=Hangul}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Common}\p{scx=Inherited}]+$/u;
const HAN = /\p{sc=Han}/u;
const KANA = /[\p{sc=Hiragana}\p{sc=Katakana}]/u;
const SYLLABIC = /^[\p{sc=Han}\p{sc=Hangul}]+$/u;
/** Scripts without capitals, in which a name begins with one in Latin letters all the same. */
const WITHOUT_CAPITALS =
  /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Georgian}\p{sc=Ethiopic}]/u;
/** Families of two characters: every other has one. */
const FAMILIES_OF_TWO = new Set(
  '欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 夏侯 皇甫 令狐 慕容 尉迟 尉遲 东方 東方 公孙 公孫 长孙 長孫 宇文 轩辕 軒轅 남궁 황보 제갈 선우 독고 사공 서문'.split(
    ' ',
  ),
);
/** The longest name of one run in which the family can be told from the given name. */
const LONGEST_RUN = 4;
const OU: readonly (readonly [RegExp, string])[] = [
  [/ο[υύ]/gu, 'ou'],
  [/Ο[υύ]/gu, 'Ou'],
  [/Ο[ΥΎ]/gu, 'OU'],
];

/**
 * How a name might be written in Latin letters: a suggestion for the badge, to be asked about, never a fact. Han is read as
 * Mandarin, the family stands first as it does in the name. Null where a machine would only guess: scripts whose vowels
 * nobody writes, Japanese characters among kana, and names that are in Latin letters already.
 */
export function suggestLatinName(name: string): string | null {
  const text = name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .trim();
  if (text === '' || isInLatinLetters(text) || !READABLE.test(text)) return null;
  if (HAN.test(text) && KANA.test(text)) return null;
  const words = text.split(/[\s\u00b7\u30fb\u2027]+/u).filter((word) => word !== '');
  const isOneRun = words.filter((word) => SYLLABIC.test(word)).length === 1;
  const latin = words.map((word) => (isOneRun ? wholeName(word) : part(word))).join(' ');
  return isInLatinLetters(latin) ? latin : null;
}

/** Chinese and Korean names of one run begin with the family, and no space tells where it ends. */
function wholeName(word: string): string {
  const characters = [...word];
  if (!SYLLABIC.test(word) || characters.length < 2 || characters.length > LONGEST_RUN) return part(word);
  const isFamilyOfTwo = characters.length > 2 && FAMILIES_OF_TWO.has(characters.slice(0, 2).join(''));
  const family = characters.splice(0, isFamilyOfTwo ? 2 : 1).join('');
  return `${part(family)} ${part(characters.join(''))}`;
}

function part(word: string): string {
  const spelled = OU.reduce((text, [letters, latin]) => text.replace(letters, latin), word);
  // Soft and hard signs, ejectives and glottal stops are apostrophes, which badges leave out.
  const latin = anyAscii(spelled).replace(/['`]/g, '');
  if (!WITHOUT_CAPITALS.test(word)) return latin;
  return latin.toLowerCase().replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());
}
