import { z } from 'zod';
import { calendarDay, optionalLine, optionalProse, prose } from '#libs/kernel';
import {
  INVITATION_LEVELS,
  LETTER_LANGUAGES,
  LONGEST_LINE,
  LONGEST_NOTE,
} from './organisation-invitation.js';
import { MOST_SEATS, SEAT_ROLES, type Seats, seatsProblems, type SeatsProblem } from './seats.js';

const SEATS_WORDS: Readonly<Record<SeatsProblem, string>> = {
  NO_WHOLE_NUMBER: 'Give a whole number of seats.',
  TOO_MANY: `Offer at most ${MOST_SEATS} seats of one role.`,
  MORE_HEADS: 'A delegation has one head at most.',
  FEWER_THAN_NAMED: 'More people are named than that.',
};

const OTHER_DAY = 'Give a day from 2000 to 2199.';
const isNear = (day: string): boolean => day >= '2000-01-01' && day < '2200-01-01';

const offered = z
  .array(z.object({ role: z.enum(SEAT_ROLES), count: z.number().int() }))
  .max(SEAT_ROLES.length, 'Give each role once.')
  .refine((seats) => new Set(seats.map(({ role }) => role)).size === seats.length, 'Give each role once.')
  .superRefine((seats, context) => {
    for (const [index, { role, count }] of seats.entries())
      for (const { problem } of seatsProblems({ [role]: count }))
        context.addIssue({ code: 'custom', message: SEATS_WORDS[problem], path: [index, 'count'] });
  })
  .refine((seats) => seats.some(({ count }) => count > 0), 'Offer one seat at least.');

/** Seats as an input gives them: all that are offered, by role. */
export const SEATS = offered.meta({ type: 'Seats' });

export const seatsFrom = (list: z.output<typeof offered>): Seats =>
  Object.fromEntries(list.flatMap(({ role, count }) => (count === 0 ? [] : [[role, count]])));

const level = z.enum(INVITATION_LEVELS).meta({ type: 'Level' });
export const replyBy = calendarDay.refine(isNear, OTHER_DAY);
const language = z
  .enum(LETTER_LANGUAGES, `Letters are written in ${LETTER_LANGUAGES.join(', ')}: use one of these.`)
  .meta({ type: 'LanguageTag' });

const LEVEL = 'Whom of the organisation the letter invites';
const ALL_SEATS = 'All seats that are offered, by role: each role once, at least one seat';
export const REPLY_BY =
  'The last day on which the organisation may answer, at the place of the conference, as 2027-09-15';
const LANGUAGE = 'Of the letter: en, fr, es, ru, ar or zh';
const line = optionalLine(LONGEST_LINE).nullish();

const WORDS = {
  signatory: line.describe(`Who signs the letter, with title; at most ${LONGEST_LINE} characters`),
  salutation: line.describe(
    `How the letter addresses its reader, in its language; at most ${LONGEST_LINE} characters. Never guessed: nothing is approved without`,
  ),
};

/** What a new invitation says. */
export const NEW_INVITATION = {
  level: level.describe(LEVEL),
  seats: SEATS.describe(ALL_SEATS),
  replyBy: replyBy.describe(REPLY_BY),
  language: language.describe(LANGUAGE),
  ...WORDS,
};

/** The same where it is changed. */
export const CHANGED_INVITATION = {
  level: level.nullish().describe(`${LEVEL}; left out or null: as before`),
  seats: SEATS.nullish().describe(`${ALL_SEATS}; left out or null: as before`),
  replyBy: replyBy.nullish().describe(`${REPLY_BY}; left out or null: as before`),
  language: language.nullish().describe(`${LANGUAGE}; left out or null: as before`),
  ...WORDS,
};

/** What the host notes beside an act: what came on paper, by whom. */
export const NOTE = optionalProse(LONGEST_NOTE)
  .nullish()
  .describe(
    `What came, by whom and how: the number of a note verbale, say; at most ${LONGEST_NOTE} characters. Kept in the trail`,
  );
export const REASON = prose(LONGEST_NOTE).describe(
  `Why; at most ${LONGEST_NOTE} characters. Kept in the trail`,
);
