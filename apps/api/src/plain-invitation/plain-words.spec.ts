import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, type Language, WORDS, type Words } from './plain-words.js';

/** What both say, by the console's key. */
const SAID_BY_BOTH: Readonly<Record<string, (words: Words) => string>> = {
  title: (words) => words.title,
  unknown: (words) => words.unknown,
  lead: (words) => words.lead('{name}', '{conference}', '{body}'),
  dates: (words) => words.dates,
  venue: (words) => words.venue,
  answer: (words) => words.answer,
  answerBy: (words) => words.answerBy('{until}'),
  question: (words) => words.question,
  yes: (words) => words.yes,
  no: (words) => words.no,
  'choose.missing': (words) => words.missing,
  reason: (words) => words.reason,
  'overtaken.CONFIRMED': (words) => words.overtaken.CONFIRMED,
  'overtaken.DECLINED': (words) => words.overtaken.DECLINED,
  'overtaken.LAPSED': (words) => words.overtaken.LAPSED,
  'overtaken.CANCELLED': (words) => words.overtaken.CANCELLED,
  'over.CONFIRMED': (words) => words.over.CONFIRMED,
  'over.DECLINED': (words) => words.over.DECLINED,
  'over.LAPSED': (words) => words.over.LAPSED,
  'over.DECLINED.open': (words) => words.declinedOpen,
  confirmed: (words) => words.thanks.CONFIRMED,
  declined: (words) => words.thanks.DECLINED,
  next: (words) => words.next,
  declinedNext: (words) => words.nextText.DECLINED,
  continue: (words) => words.continue,
  check: (words) => words.check,
  aboutToAccept: (words) => words.about.first.confirm,
  aboutToDecline: (words) => words.about.first.decline,
  aboutToAcceptAfterAll: (words) => words.about.change.confirm,
  aboutToGiveBack: (words) => words.about.change.decline,
  confirmNow: (words) => words.sendNow.confirm,
  declineNow: (words) => words.sendNow.decline,
  goBack: (words) => words.goBack.choose,
  goBackDeclined: (words) => words.goBack.confirm,
  goBackAccepted: (words) => words.goBack.decline,
  calendar: (words) => words.calendar,
  contact: (words) => words.contact,
  writeTo: (words) => words.writeTo('{contact}'),
  noContact: (words) => words.noContact,
  calendarFile: (words) => words.calendarFile,
  changeTitle: (words) => words.change.CONFIRMED.title,
  changeText: (words) => words.change.CONFIRMED.text('{until}'),
  comeTitle: (words) => words.change.DECLINED.title,
  comeText: (words) => words.change.DECLINED.text('{until}'),
};

const consoleWords = (language: Language): Record<string, string> =>
  JSON.parse(
    readFileSync(
      new URL(`../../../console/src/features/invitations/messages.${language}.json`, import.meta.url),
      'utf8',
    ),
  ) as Record<string, string>;

/** The console puts French spaces before : and ; in by code; a catalogue writes an apostrophe once or twice. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ').replaceAll("''", "'");

/** All that it says; of what is said about a name or a time, with a letter in its place. */
function textsOf(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return [(words as (...values: string[]) => string)('x', 'x', 'x')];
  return Object.values(words as object).flatMap(textsOf);
}

describe('an invitation without JavaScript', () => {
  it('begins no line with a mark that belongs to the word before it, in French', () => {
    const texts = textsOf(WORDS.fr);
    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter((text) => / [:;?!»]/.test(text))).toEqual([]);
  });

  it.each(LANGUAGES)('says in %s what the console says, in the same words', (language) => {
    const said = Object.entries(SAID_BY_BOTH).map(([key, words]) => [key, plain(words(WORDS[language]))]);
    const messages = consoleWords(language);
    expect(said).toEqual(
      Object.keys(SAID_BY_BOTH).map((key) => [key, plain(messages[`invitation.${key}`] ?? 'missing')]),
    );
  });

  it.each([
    [1, 'a second', 'une seconde'],
    [7, '7 seconds', '7 secondes'],
    [60, '60 seconds', '60 secondes'],
    [91, '2 minutes', '2 minutes'],
    [600, '10 minutes', '10 minutes'],
  ])('says how long to wait: %i seconds', (seconds, english, french) => {
    expect(WORDS.en.rateLimited(seconds)).toContain(`Wait ${english}, then try again.`);
    expect(WORDS.fr.rateLimited(seconds)).toContain(`Patientez ${french}, puis réessayez.`);
  });
});
