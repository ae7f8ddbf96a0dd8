import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  isCountryCode,
  line,
  parseInput,
  Refusal,
  requireConferenceRole,
  type UserActor,
  validId,
} from '#libs/kernel';
import { Commands, insertOf, type Transaction } from '#libs/platform';
import { countriesOf } from '../countries/countries.js';
import { COUNTRY_LANGUAGES, type CountryNames, type CountryOverride } from '../domain/conference.js';
import { COUNTRY } from '../persistence/conference.table.js';
import { ConferenceReference } from '../queries/conference-reference.js';

const LANGUAGES = COUNTRY_LANGUAGES.join(', ');

const namesInput = z
  .array(
    z.object({
      language: z.enum(COUNTRY_LANGUAGES, `Countries have names in ${LANGUAGES}: use one of these.`),
      name: line(200).nullish(),
    }),
  )
  .max(COUNTRY_LANGUAGES.length, 'Give one name for each language.')
  .nullish();

const setCountryInput = z.object({
  conferenceId: validId,
  code: z.string().refine(isCountryCode, 'Use the two-letter code of a country (ISO 3166), GB for example.'),
  names: namesInput,
  isOffered: z.boolean().nullish(),
  expectedNames: namesInput,
  expectedIsOffered: z.boolean().nullish(),
});
type SetCountryInput = z.output<typeof setCountryInput>;

// Whoever changes names of one conference does so one after the other.
const LOCK = 'SELECT id FROM conference.conference WHERE id = $1 FOR NO KEY UPDATE';
const READ = `SELECT code, names, is_offered AS "isOffered" FROM conference.country WHERE conference_id = $1`;
const REPLACING =
  'ON CONFLICT (conference_id, code) DO UPDATE SET names = excluded.names, is_offered = excluded.is_offered';
const DELETE = 'DELETE FROM conference.country WHERE conference_id = $1 AND code = $2';

/** Says how a conference names a country or territory, and whether menus offer it. */
@Injectable()
export class SetCountry {
  constructor(
    private readonly commands: Commands,
    private readonly reference: ConferenceReference,
  ) {}

  /** Refuses with NOT_FOUND, FORBIDDEN, INVALID_INPUT, VERSION_CONFLICT (it is named or offered otherwise than the caller has seen) and IDEMPOTENCY_KEY_REUSED. */
  async run(actor: UserActor, key: string, raw: unknown): Promise<{ conferenceId: string; code: string }> {
    const input = parseInput(setCountryInput, raw);
    const { conferenceId, code } = input;
    const done = await this.commands.run(
      actor,
      { operation: 'setCountry', key, request: input },
      async (tx) => {
        requireConferenceRole(
          actor,
          conferenceId,
          ['HOST_ADMINISTRATOR'],
          'Only an administrator of the conference names its countries.',
        );
        if (await replace(tx, input)) {
          tx.audit({
            conferenceId,
            action: 'country.set',
            subjectType: 'conference',
            subjectId: conferenceId,
            details: { code },
          });
        }
        return { conferenceId, code };
      },
    );
    this.reference.forget();
    return done;
  }
}

/** Answers false where the conference says exactly this already. */
async function replace(tx: Transaction, input: SetCountryInput): Promise<boolean> {
  const { conferenceId, code } = input;
  await tx.query(LOCK, [conferenceId]);
  const countries = await tx.query<CountryOverride & Record<string, unknown>>(READ, [conferenceId]);
  const before = countries.find((one) => one.code === code) ?? { code, names: {}, isOffered: null };
  const after = {
    code,
    names: namesAfter(before.names, input),
    isOffered: input.isOffered === undefined ? before.isOffered : input.isOffered,
  };
  if (isSame(before, after)) return false;
  refuseUnseen(countries, input);
  refuseTwins([...countries.filter((one) => one.code !== code), after], input);
  if (Object.keys(after.names).length === 0 && after.isOffered === null)
    tx.write(DELETE, [conferenceId, code]);
  else {
    const { text, values } = insertOf(COUNTRY, { ...after, conferenceId }, REPLACING);
    tx.write(text, values);
  }
  return true;
}

function namesAfter(before: CountryNames, { names }: SetCountryInput): CountryNames {
  if (names === undefined) return before;
  const given = (names ?? []).map(({ language, name }) => [language, name ?? undefined] as const);
  const all = { ...(names === null ? {} : before), ...Object.fromEntries(given) };
  return Object.fromEntries(
    COUNTRY_LANGUAGES.flatMap((language) => {
      const name = all[language];
      return name === undefined ? [] : [[language, name]];
    }),
  );
}

const isSame = (before: CountryOverride, after: CountryOverride): boolean =>
  before.isOffered === after.isOffered &&
  COUNTRY_LANGUAGES.every((language) => before.names[language] === after.names[language]);

/** Compared with what the caller has read, which may be a name of the installation. */
function refuseUnseen(
  countries: readonly CountryOverride[],
  { code, expectedNames, expectedIsOffered }: SetCountryInput,
): void {
  const found = (language: string) => countriesOf({ countries }, language).find((one) => one.code === code);
  const isOther =
    (expectedNames ?? []).some(({ language, name }) => isGiven(name) && found(language)?.name !== name) ||
    (isGiven(expectedIsOffered) && found('en')?.isOffered !== expectedIsOffered);
  if (isOther)
    throw new Refusal(
      'VERSION_CONFLICT',
      'Somebody has named it otherwise meanwhile. Read it, then save yours again or leave it.',
      ['input'],
    );
}

const isGiven = <Value>(value: Value | null | undefined): value is Value =>
  value !== null && value !== undefined;

/** Nobody could tell two countries of one name apart. */
function refuseTwins(countries: readonly CountryOverride[], { code, names }: SetCountryInput): void {
  (names ?? []).forEach(({ language, name }, index) => {
    if (name === null || name === undefined) return;
    const twin = countriesOf({ countries }, language).find((one) => one.name === name && one.code !== code);
    if (twin !== undefined)
      throw new Refusal('INVALID_INPUT', `${twin.code} has this name already. Give another.`, [
        'input',
        'names',
        String(index),
        'name',
      ]);
  });
}
