import { type Condition, type Question, type RegistrationForm } from './question.js';

/** What is known of the person before they are asked anything. */
export interface Participant {
  readonly category: string;
  readonly capacity: string;
  readonly nationalities: readonly string[];
}

/** Answers as they are kept, by the key of their question. An empty text or list is no answer. */
export type Answers = Readonly<Record<string, unknown>>;

export const isAnswered = (answer: unknown): boolean =>
  answer !== undefined && answer !== null && answer !== '' && !(Array.isArray(answer) && answer.length === 0);

/** The values of an answer, as conditions name them: of a YES_NO `yes` and `no`. */
function valuesOf(answer: unknown): readonly string[] {
  if (typeof answer === 'boolean') return [answer ? 'yes' : 'no'];
  const list: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  return list.filter((value) => typeof value === 'string');
}

const holds = (condition: Condition, answer: unknown): boolean => {
  if (condition.is === 'ANSWERED') return isAnswered(answer);
  if (condition.is === 'NOT_ANSWERED') return !isAnswered(answer);
  return valuesOf(answer).some((value) => condition.values.includes(value));
};

const fits = (allowed: readonly string[] | undefined, values: readonly string[]): boolean =>
  allowed === undefined || values.some((value) => allowed.includes(value));

function isFor({ audience = {} }: Question, { category, capacity, nationalities }: Participant): boolean {
  return (
    fits(audience.categories, [category]) &&
    fits(audience.capacities, [capacity]) &&
    fits(audience.nationalities, nationalities)
  );
}

/**
 * The pages and questions that this person is asked, in order; pages without a question are left out. What was answered to a question
 * that is not asked any more counts for nothing, and comes back with the question: nothing is lost by a wrong tick.
 */
export function questionsFor(
  form: RegistrationForm,
  person: Participant,
  answers: Answers,
): RegistrationForm {
  const asked = new Set<string>();
  const pages = form.pages.map((page) => ({
    ...page,
    questions: page.questions.filter((question) => {
      const isAsked =
        isFor(question, person) &&
        question.conditions.every((condition) =>
          holds(condition, asked.has(condition.question) ? answers[condition.question] : undefined),
        );
      if (isAsked) asked.add(question.key);
      return isAsked;
    }),
  }));
  return { pages: pages.filter(({ questions }) => questions.length > 0) };
}

export interface PageCompleteness {
  readonly page: string;
  readonly isComplete: boolean;
  /** Keys of questions that are required and have no answer. */
  readonly missing: readonly string[];
}

/** How far each page is, for the person. */
export function completenessOf(
  form: RegistrationForm,
  person: Participant,
  answers: Answers,
): readonly PageCompleteness[] {
  return questionsFor(form, person, answers).pages.map(({ key, questions }) => {
    const missing = questions
      .filter(({ key: question, isRequired }) => isRequired && !isAnswered(answers[question]))
      .map(({ key: question }) => question);
    return { page: key, isComplete: missing.length === 0, missing };
  });
}

/**
 * What the body or the focal point learns: the pages on which something is missing, and nothing of private questions, for "has not said
 * yet whether they need help" is itself private. A page of private questions alone is never named.
 * @returns keys of pages, in order
 */
export function missingPages(
  form: RegistrationForm,
  person: Participant,
  answers: Answers,
): readonly string[] {
  return questionsFor(form, person, answers)
    .pages.filter(({ questions }) =>
      questions.some(
        ({ key, isRequired, isPrivate }) => isRequired && !isPrivate && !isAnswered(answers[key]),
      ),
    )
    .map(({ key }) => key);
}
