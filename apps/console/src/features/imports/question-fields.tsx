import type { FieldBinding } from '../../form/use-act-form';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Select } from '../../ui/fields';
import type { ImportPreview, ImportQuestion } from './operations';
import { useChoiceWords } from './use-choice-words';

export const NOT_SAID = '';
/** Stands for the choice to leave it empty, which is null. */
export const EMPTY = '-';

type Item = ImportQuestion['items'][number];
export const typedOf = ({ isAnswered, answer }: Item): string => (isAnswered ? (answer ?? EMPTY) : NOT_SAID);

interface QuestionFieldsProps {
  readonly question: ImportQuestion;
  readonly preview: ImportPreview;
  /** The place of its first item among all that are asked */
  readonly first: number;
  readonly field: (index: number) => FieldBinding;
  readonly canSay: boolean;
}

/** One question, with each thing that it is asked of, and what each choice would give. Rows that wait for it are left out until it is answered. */
export function QuestionFields({ question, preview, first, field, canSay }: QuestionFieldsProps) {
  const t = useText();
  const wordsOf = useChoiceWords(preview);
  const { about, items, itemCount } = question;
  const left = itemCount - items.length;
  return (
    <fieldset className="govuk-fieldset">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
        {t(`importQuestion.${about}`)}
      </legend>
      <p className="govuk-hint">{t(`importQuestionHint.${about}`)}</p>
      {items.map((item, index) => (
        <Select
          key={item.item}
          {...field(first + index)}
          disabled={!canSay}
          label={
            item.shown === '' ? (
              t('imports.allRows')
            ) : (
              <Text id="imports.asked" values={{ shown: <bdi>{item.shown}</bdi>, count: item.rowCount }} />
            )
          }
          options={[
            { value: NOT_SAID, label: t('imports.notSaid') },
            ...item.choices.map(({ choice, gives }) => ({
              value: choice ?? EMPTY,
              label: wordsOf(about, choice, gives),
            })),
          ]}
        />
      ))}
      {left > 0 && <p className="govuk-body">{t('imports.askedLater', { count: left })}</p>}
    </fieldset>
  );
}
