import { type QuestionKind, type RegistrationForm } from './question.js';

export interface FormProblem {
  readonly code:
    | 'KEY_TWICE'
    | 'CONDITION_ON_NOTHING'
    | 'CONDITION_ON_LATER'
    | 'CONDITION_ON_OTHER_VALUE'
    | 'NO_CHOICES'
    | 'CHOICE_TWICE'
    | 'CHOICES_OF_NONE'
    | 'LANGUAGE_MISSING';
  /** The key of the page or question. */
  readonly at: string;
  /** What it says wrongly: a key, a value, a language. */
  readonly value: string;
}

const HAVE_CHOICES: ReadonlySet<QuestionKind> = new Set(['CHOICE', 'CHOICES']);

/**
 * What is wrong with a form that is well-formed; empty for one that may be published. A condition may look at earlier questions only, so
 * that no two wait for each other and nothing above changes while a person writes.
 * @param languages the languages of the conference, as primary tags: every text has to be there in each
 */
export function formProblems(form: RegistrationForm, languages: readonly string[]): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  const told = (code: FormProblem['code'], at: string, value: string) => problems.push({ code, at, value });
  const all = new Set(form.pages.flatMap(({ questions }) => questions.map(({ key }) => key)));
  /** Questions so far, with the values that may be chosen; undefined where anything may be typed. */
  const earlier = new Map<string, readonly string[] | undefined>();
  const pages = new Set<string>();
  const inLanguages = (at: string, text: Readonly<Record<string, string>>) => {
    for (const language of languages) if (!(language in text)) told('LANGUAGE_MISSING', at, language);
  };

  for (const { key: page, title, questions } of form.pages) {
    if (pages.has(page)) told('KEY_TWICE', page, page);
    pages.add(page);
    inLanguages(page, title);
    for (const { key, kind, label, hint, choices, conditions } of questions) {
      if (earlier.has(key)) told('KEY_TWICE', key, key);
      inLanguages(key, label);
      if (hint !== undefined) inLanguages(key, hint);
      for (const condition of conditions) {
        if (!all.has(condition.question)) told('CONDITION_ON_NOTHING', key, condition.question);
        else if (!earlier.has(condition.question)) told('CONDITION_ON_LATER', key, condition.question);
        else if (condition.is === 'ONE_OF') {
          const possible = earlier.get(condition.question);
          for (const value of condition.values)
            if (possible?.includes(value) === false) told('CONDITION_ON_OTHER_VALUE', key, value);
        }
      }
      const values = choices?.map(({ value }) => value);
      if (HAVE_CHOICES.has(kind)) {
        if (values === undefined || values.length === 0) told('NO_CHOICES', key, kind);
        values?.forEach((value, index) => {
          if (values.indexOf(value) !== index) told('CHOICE_TWICE', key, value);
        });
        choices?.forEach((choice) => {
          inLanguages(key, choice.label);
        });
      } else if (values !== undefined) told('CHOICES_OF_NONE', key, kind);
      earlier.set(key, kind === 'YES_NO' ? ['yes', 'no'] : values);
    }
  }
  return problems;
}
