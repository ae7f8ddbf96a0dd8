import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { useMutationForm } from '../../form/use-mutation-form';
import { useText } from '../../i18n/use-text';
import { ColumnFields, type Field } from './column-fields';
import { SayOfImportListMutation, type ImportList, type ImportPreview } from './operations';
import { EMPTY, NOT_SAID, QuestionFields, typedOf } from './question-fields';

const saidSchema = z.object({ columns: z.array(z.string()), answers: z.array(z.string()) });

interface SayFormProps {
  readonly list: ImportList;
  readonly preview: ImportPreview;
  readonly canSay: boolean;
  readonly onSaid: () => void;
}

/**
 * What each column is, and what only a person can say: one form, so that saving one half loses nothing of the other. What differs from
 * what was said before is sent.
 */
export function SayForm({ list, preview, canSay, onSaid }: SayFormProps) {
  const t = useText();
  const { columns, questions } = preview;
  const asked = questions.flatMap(({ about, items }) => items.map((item) => ({ about, item })));
  const open = asked.filter(({ item }) => !item.isAnswered).length;
  const state = useMutationForm(SayOfImportListMutation, {
    id: 'said',
    schema: saidSchema,
    defaults: {
      columns: columns.map(({ field }) => field ?? ''),
      answers: asked.map(({ item }) => typedOf(item)),
    },
    variables: (typed) => ({
      id: list.id,
      input: {
        version: list.version,
        columns: columns.flatMap(({ letter, field }, index) => {
          const now = typed.columns[index] ?? '';
          return now === (field ?? '') ? [] : [{ column: letter, field: now === '' ? null : (now as Field) }];
        }),
        answers: asked.flatMap(({ about, item }, index) => {
          const said = typed.answers[index] ?? NOT_SAID;
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
    <ActForm state={state} submitLabel={t('imports.save')} variant="secondary">
      <h2 className="govuk-heading-m">{t('imports.columns')}</h2>
      <p className="govuk-body app-reading">{t('imports.columnsText')}</p>
      <ColumnFields columns={columns} field={(index) => state.field(`columns.${index}`)} canSay={canSay} />
      {questions.length > 0 && (
        <div className="app-reading">
          <h2 className="govuk-heading-m">{t('imports.questions', { count: open })}</h2>
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
        </div>
      )}
    </ActForm>
  );
}
