import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { useMutationForm } from '../../form/use-mutation-form';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Select } from '../../ui/fields';
import {
  SayOfImportListMutation,
  type ImportList,
  type ImportPreview,
  type ImportQuestion,
} from './operations';
import { useChoiceWords } from './use-choice-words';

const NOT_SAID = '';
/** Stands for the choice to leave it empty, which is null. */
const EMPTY = '-';
const answersSchema = z.object({ answers: z.array(z.string()) });

type Item = ImportQuestion['items'][number];
const typedOf = ({ isAnswered, answer }: Item): string => (isAnswered ? (answer ?? EMPTY) : NOT_SAID);

interface QuestionsFormProps {
  readonly list: ImportList;
  readonly preview: ImportPreview;
  readonly canSay: boolean;
  readonly onSaid: () => void;
}

/** What only a person can say, each with what it would give. Rows that wait for an answer are left out until it is there. */
export function QuestionsForm({ list, preview, canSay, onSaid }: QuestionsFormProps) {
  const t = useText();
  const { questions } = preview;
  const asked = questions.flatMap(({ about, items }) => items.map((item) => ({ about, item })));
  const state = useMutationForm(SayOfImportListMutation, {
    id: 'answers',
    schema: answersSchema,
    defaults: { answers: asked.map(({ item }) => typedOf(item)) },
    variables: ({ answers }) => ({
      id: list.id,
      input: {
        version: list.version,
        answers: asked.flatMap(({ about, item }, index) => {
          const said = answers[index] ?? NOT_SAID;
          if (said === typedOf(item)) return [];
          return {
            about,
            item: item.item,
            choice: said === NOT_SAID || said === EMPTY ? null : said,
            isTakenBack: said === NOT_SAID,
          };
        }),
      },
    }),
    onDone: onSaid,
  });
  return (
    <ActForm state={state} submitLabel={t('imports.saveAnswers')}>
      {questions.map((question) => (
        <QuestionFields
          key={question.about}
          question={question}
          preview={preview}
          first={asked.findIndex(({ about }) => about === question.about)}
          field={(index) => state.field(`answers.${index}`)}
          canSay={canSay}
        />
      ))}
    </ActForm>
  );
}

interface QuestionFieldsProps {
  readonly question: ImportQuestion;
  readonly preview: ImportPreview;
  /** The place of its first item among all that are asked */
  readonly first: number;
  readonly field: (index: number) => Omit<Parameters<typeof Select>[0], 'label' | 'options'>;
  readonly canSay: boolean;
}

function QuestionFields({ question, preview, first, field, canSay }: QuestionFieldsProps) {
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
