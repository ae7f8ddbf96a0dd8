import type { Messages } from './catalogue.en';

/**
 * A colon, a question mark and the like stay with the word before them, guillemets with what they enclose; nobody has to
 * type such spaces. Two colons begin the form of a number (`{n, number, ::sign-always}`).
 */
export const withFrenchSpaces = (written: Partial<Messages>): Partial<Messages> =>
  Object.fromEntries(
    Object.entries(written).map(([id, message]) => [
      id,
      message.replace(/ (?=:(?!:)|[;?!»])/g, '\u00a0').replace(/« /g, '«\u00a0'),
    ]),
  );
