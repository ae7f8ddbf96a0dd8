import { type InvitationLevel, type LetterLanguage } from '../domain/organisation-invitation.js';
import { SEAT_ROLES, type Seats } from '../domain/seats.js';
import { dayInWords, daysInWords, dayWithWeekday } from './letter-dates.js';
import { LETTER_TEXTS, type Placeholder } from './letter-texts.js';

/** Languages in which a letter says "the Government of …", and needs the form of the name for it. */
const NAMES_GOVERNMENT: readonly LetterLanguage[] = ['en', 'fr', 'es'];

/** Why there is no letter: nobody guesses any of it. */
export const MISSING_FROM_LETTER = ['SALUTATION', 'GOVERNMENT_FORM', 'NAME'] as const;
export type MissingFromLetter =
  /** How it addresses its reader. */
  | 'SALUTATION'
  /** How "the Government of …" joins the name, in the language of the letter. */
  | 'GOVERNMENT_FORM'
  /** The name of the organisation in the language of the letter. */
  | 'NAME';

/** What the letter is made from. */
export interface LetterSource {
  readonly conference: {
    readonly name: string;
    readonly city: string;
    readonly startsOn: string;
    readonly endsOn: string;
    readonly timeZone: string;
  };
  readonly hostName: string;
  /** When it is issued, or looked at. */
  readonly now: Date;
  readonly invitation: {
    readonly level: InvitationLevel;
    readonly seats: Seats;
    readonly replyBy: string;
    readonly language: LetterLanguage;
    readonly signatory: string | null;
    readonly salutation: string | null;
  };
  readonly addressee: {
    readonly isGovernment: boolean;
    /** On the day of the letter, in its language; undefined where it has none. */
    readonly name: string | undefined;
    /** `le Gouvernement du Bénin`, where the language has it. */
    readonly government: string | undefined;
  };
}

type Typed = { readonly text: string; readonly isFromRight: boolean };
type Run = string | Typed | { readonly fixed: string };

/** Facts of `templates/letter.typ`, but for number and code. */
export interface LetterFacts {
  readonly language: LetterLanguage;
  readonly title: string;
  readonly host: Typed;
  readonly conference: Typed;
  readonly draft: string;
  readonly numberLabel: string;
  readonly verify: string;
  readonly addressee: readonly Typed[];
  /** Where it was written, and on which day there. */
  readonly dateline: readonly Run[];
  readonly salutation: Typed;
  readonly paragraphs: readonly (readonly Run[])[];
  readonly seats: readonly { readonly role: string; readonly count: string }[];
  readonly after: readonly (readonly Run[])[];
  readonly closing: string;
  readonly signatory: Typed | null;
}

export interface Letter {
  readonly facts: LetterFacts;
  /** Whom it names, in each way in which it does. */
  readonly names: readonly string[];
}

/** The letter, or what it still needs. */
export function letterOf(source: LetterSource): Letter | { readonly missing: readonly MissingFromLetter[] } {
  const { conference, hostName, addressee } = source;
  const { language, salutation, signatory, level, seats, replyBy } = source.invitation;
  const { name } = addressee;
  const needsForm = addressee.isGovernment && NAMES_GOVERNMENT.includes(language);
  const missing: MissingFromLetter[] = [
    ...(salutation === null ? (['SALUTATION'] as const) : []),
    ...(name === undefined ? (['NAME'] as const) : []),
    ...(needsForm && addressee.government === undefined ? (['GOVERNMENT_FORM'] as const) : []),
  ];
  if (missing.length > 0 || name === undefined || salutation === null) return { missing };
  const texts = LETTER_TEXTS[language];
  const government = needsForm ? addressee.government : undefined;
  const said: Readonly<Record<Placeholder, Run>> = {
    host: typed(hostName),
    party: typed(government ?? name),
    conference: typed(conference.name),
    city: typed(conference.city),
    dates: dated(daysInWords(conference.startsOn, conference.endsOn, texts.locale), language),
    day: dated(dayWithWeekday(replyBy, conference.timeZone, texts.locale), language),
    today: dated(dayInWords(source.now, conference.timeZone, texts.locale), language),
    level: texts.levels[level],
  };
  return {
    facts: {
      language,
      title: texts.title,
      host: typed(hostName),
      conference: typed(conference.name),
      draft: texts.draft,
      numberLabel: texts.numberLabel,
      verify: texts.verify,
      addressee: [typed(government === undefined ? name : capital(government))],
      dateline: runsOf(texts.dateline, said),
      salutation: typed(salutation),
      paragraphs: [
        runsOf(government === undefined ? texts.toOrganisation : texts.toGovernment, said),
        runsOf(texts.level, said),
        runsOf(texts.seats, said),
      ],
      seats: SEAT_ROLES.flatMap((role) => {
        const count = seats[role] ?? 0;
        return count === 0 ? [] : [{ role: texts.roles[role], count: String(count) }];
      }),
      after: [runsOf(texts.replyBy, said)],
      closing: texts.closing,
      signatory: signatory === null ? null : typed(signatory),
    },
    names: [...new Set([name, ...(government === undefined ? [] : [government])])],
  };
}

const FROM_RIGHT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/;
const FIRST_LETTER = /\p{L}/u;

/** What somebody typed reads as its first letter says. */
const typed = (text: string): Typed => ({
  text,
  isFromRight: FROM_RIGHT.test(FIRST_LETTER.exec(text)?.[0] ?? ''),
});

/** Dates in words run with their language; `1–2` reads from the left in each. */
const dated = (text: string, language: LetterLanguage): Run =>
  language === 'ar'
    ? { text: text.replaceAll(/\d+–\d+/g, '\u2066$&\u2069'), isFromRight: true }
    : { text, isFromRight: false };

const capital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** A text with what is said in its places, which stays a run of its own. */
const runsOf = (text: string, said: Readonly<Record<Placeholder, Run>>): Run[] =>
  text
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => said[part.slice(1, -1) as Placeholder] ?? part);
