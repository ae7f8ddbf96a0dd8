import { z } from 'zod';
import { emailAddress, line } from '#libs/kernel';
import { approvalPlan, DEFAULT_APPROVAL_PLAN } from '#libs/approvals';
import { newConference } from '#libs/conference';
import { MAIL_LANGUAGES } from '#libs/notifications';
import { CommandError } from '../command-error.js';

const place = z.strictObject({
  body: z.string(),
  constituency: z.string(),
  places: z.int().min(0, 'Use 0 or more.').max(1_000_000),
});

const conferenceFile = newConference
  .extend({
    approvalPlan: approvalPlan.default(DEFAULT_APPROVAL_PLAN),
    places: z.array(place).default([]),
    administrator: z.strictObject({
      name: line(200),
      email: emailAddress,
      language: z
        .string()
        .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Use a language tag, fr for example.')
        .optional(),
    }),
  })
  .superRefine((file, context) => {
    const wrong = (path: (string | number)[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    if (file.endsOn < file.startsOn) wrong(['endsOn'], 'The conference ends on its first day or later.');
    file.locales.forEach((tag, index) => {
      if (!MAIL_LANGUAGES.some((language) => tag === language || tag.startsWith(`${language}-`)))
        wrong(['locales', index], `Mail is written in ${MAIL_LANGUAGES.join(' and ')}: name one of these.`);
    });
    const seen = new Set<string>();
    file.places.forEach(({ body, constituency }, index) => {
      if (!file.bodies.some(({ code }) => code === body))
        wrong(['places', index, 'body'], 'No body has this code.');
      if (!file.constituencies.some(({ code }) => code === constituency))
        wrong(['places', index, 'constituency'], 'No constituency has this code.');
      const key = JSON.stringify([body, constituency]);
      if (seen.has(key)) wrong(['places', index], 'This body has places for this constituency already.');
      seen.add(key);
    });
  })
  .transform(({ administrator, ...file }) => ({
    ...file,
    administrator: { ...administrator, language: administrator.language ?? file.locales[0] ?? 'en' },
  }));
export type ConferenceFile = z.output<typeof conferenceFile>;

/**
 * Reads the text of a conference file.
 * @throws CommandError with every problem on a line of its own: where it is, and how to mend it.
 */
export function readConferenceFile(name: string, text: string): ConferenceFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${name} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const result = conferenceFile.safeParse(parsed);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `  ${path.length === 0 ? '(the whole file)' : path.join('.')}: ${message}`,
  );
  throw new CommandError(
    [`${name} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:`, ...problems].join(
      '\n',
    ),
  );
}
