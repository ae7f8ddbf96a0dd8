import { z } from 'zod';
import { emailText, LONGEST, orNull, requiredText } from '../../form/text-rules';
import type { MessageId } from '../../i18n/catalogue.en';
import { hasOtherLetters, isInLatinLetters } from '../../ui/letters';
import { NOMINATION_LINES, PERSON_LINES, rulesOf, saidIn, textsOf } from './nomination-lines';
import { CAPACITIES } from './nominations-filter';
import type { NominationDetails } from './operations';
import { NO_SECOND, SECOND_RULES } from './second-nomination';

/** The form asks for it only beside a name in other letters; whatever is left of it otherwise is not said. */
const badgeNameOf = (person: { readonly name: string; readonly badgeName: string }): string =>
  hasOtherLetters(person.name) ? person.badgeName : '';

/** The organisation that a text was said to be, with that text: for another text it is none. */
export const refTo = (organisationId: string | undefined, text: string | null): string =>
  organisationId === undefined ? '' : `${organisationId} ${text ?? ''}`;

/** Which organisation the text in the form is; null: nobody has said. */
export const organisationIdIn = ({
  organisation,
  organisationRef,
}: {
  readonly organisation: string;
  readonly organisationRef: string;
}): string | null => {
  const [id = '', ...text] = organisationRef.split(' ');
  return id !== '' && text.join(' ') === organisation.trim() ? id : null;
};

/** What the form asks: every answer is text, as it is typed. Only the name and the group must be there for a draft. */
export const nominationSchema = z.object({
  person: z
    .object({
      name: requiredText('nomination.name.missing', LONGEST.name),
      badgeName: z.string().trim(),
      email: emailText(),
      ...rulesOf(PERSON_LINES),
      organisationRef: z.string(),
      // The code of an entry; whatever else was typed is none.
      country: z.string().regex(/^([A-Z]{2})?$/, 'nomination.country.unknown' satisfies MessageId),
      language: z.string(),
    })
    .refine((person) => badgeNameOf(person).length <= LONGEST.name, {
      path: ['badgeName'],
      message: 'form.tooLong' satisfies MessageId,
    })
    .refine((person) => badgeNameOf(person) === '' || isInLatinLetters(person.badgeName), {
      path: ['badgeName'],
      message: 'nomination.badgeName.wrong' satisfies MessageId,
    }),
  bodyId: z.string(),
  ...SECOND_RULES,
  constituencyId: z.string().min(1, 'nomination.constituency.missing' satisfies MessageId),
  capacity: z.enum(CAPACITIES),
  ...rulesOf(NOMINATION_LINES),
  rank: z
    .string()
    .trim()
    .regex(/^([1-9]\d{0,5})?$/, 'nomination.rank.wrong' satisfies MessageId),
});

export type NominationValues = z.infer<typeof nominationSchema>;

/** Nothing is presumed about the person, not even the language: it need not be that of whoever nominates. */
export function emptyValues(bodyId: string): NominationValues {
  return {
    person: {
      name: '',
      badgeName: '',
      email: '',
      ...textsOf(PERSON_LINES),
      organisationRef: '',
      country: '',
      language: '',
    },
    bodyId,
    ...NO_SECOND,
    constituencyId: '',
    capacity: 'DELEGATE',
    ...textsOf(NOMINATION_LINES),
    rank: '',
  };
}

export function valuesOf(nomination: NominationDetails): NominationValues {
  const { person } = nomination;
  return {
    person: {
      name: person.name,
      badgeName: person.badgeName ?? '',
      email: person.email ?? '',
      ...textsOf(PERSON_LINES, person),
      organisationRef: refTo(nomination.organisation?.organisationId, person.organisation),
      country: person.country ?? '',
      language: person.language ?? '',
    },
    bodyId: nomination.body.id,
    ...NO_SECOND,
    constituencyId: nomination.constituency.id,
    capacity: nomination.capacity,
    ...textsOf(NOMINATION_LINES, nomination),
    rank: nomination.rank === null ? '' : String(nomination.rank),
  };
}

/** The answers as the service takes them: an empty answer is null, the rank a number. */
export function inputOf(values: NominationValues) {
  const { person } = values;
  return {
    constituencyId: values.constituencyId,
    capacity: values.capacity,
    ...saidIn(NOMINATION_LINES, values),
    rank: values.rank === '' ? null : Number(values.rank),
    person: {
      name: person.name,
      badgeName: orNull(badgeNameOf(person)),
      email: orNull(person.email),
      ...saidIn(PERSON_LINES, person),
      organisationId: organisationIdIn(person),
      country: orNull(person.country),
      language: orNull(person.language),
    },
  };
}

type NominationInput = ReturnType<typeof inputOf>;

/** Only what differs from `before`: absent answers leave what somebody else may have changed meanwhile. */
export function changedInput(values: NominationValues, before: NominationValues): Partial<NominationInput> {
  const now = inputOf(values);
  const was = inputOf(before);
  const changed = <Answers extends object>(next: Answers, old: Answers): Partial<Answers> =>
    Object.fromEntries(
      Object.entries(next).filter(([key, value]) => value !== old[key as keyof Answers]),
    ) as Partial<Answers>;
  const { person, ...rest } = now;
  const { person: personBefore, ...restBefore } = was;
  const { organisationId } = person;
  const differs = changed(person, personBefore);
  // Another text is another organisation, or none, until it is said.
  const changedPerson = 'organisation' in differs ? { ...differs, organisationId } : differs;
  return {
    ...changed(rest, restBefore),
    ...(Object.keys(changedPerson).length > 0 ? { person: changedPerson as NominationInput['person'] } : {}),
  };
}

/** The names of the answers that differ, as the form's controls are called. */
export function differingNames(left: NominationValues, right: NominationValues): string[] {
  const flat = ({ person, ...rest }: NominationValues): Record<string, string> => ({
    ...rest,
    ...Object.fromEntries(Object.entries(person).map(([key, value]) => [`person.${key}`, value])),
  });
  const other = flat(right);
  return Object.entries(flat(left))
    .filter(([name, value]) => value !== other[name])
    .map(([name]) => name);
}
