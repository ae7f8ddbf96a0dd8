import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { useMutationForm } from '../../form/use-mutation-form';
import { useText } from '../../i18n/use-text';
import { optionsOf } from '../../lists/words';
import { Select } from '../../ui/fields';
import { SayOfImportListMutation, type ImportList, type ImportPreview } from './operations';

type Column = ImportPreview['columns'][number];
type Field = NonNullable<Column['field']>;

/** In the order of the form of a nomination. */
const FIELDS = [
  'NAME',
  'FAMILY',
  'GIVEN',
  'BADGE_NAME',
  'HONORIFIC',
  'EMAIL',
  'ORGANISATION',
  'JOB_TITLE',
  'JOB_TITLE_AND_ORGANISATION',
  'COUNTRY',
  'LANGUAGE',
  'CONSTITUENCY',
  'CAPACITY',
  'RANK',
  'JUSTIFICATION',
  'EXTERNAL_REFERENCE',
] as const satisfies readonly Field[];

const columnsSchema = z.object({ columns: z.array(z.string()) });

interface ColumnsFormProps {
  readonly list: ImportList;
  readonly columns: readonly Column[];
  readonly canSay: boolean;
  readonly onSaid: () => void;
}

/** What each column is: guessed, and said otherwise here. What was said is remembered for the next list of the body. */
export function ColumnsForm({ list, columns, canSay, onSaid }: ColumnsFormProps) {
  const t = useText();
  const state = useMutationForm(SayOfImportListMutation, {
    id: 'columns',
    schema: columnsSchema,
    defaults: { columns: columns.map(({ field }) => field ?? '') },
    variables: ({ columns: said }) => ({
      id: list.id,
      input: {
        version: list.version,
        columns: columns.flatMap(({ letter, field }, index) => {
          const now = said[index] ?? '';
          return now === (field ?? '') ? [] : [{ column: letter, field: now === '' ? null : (now as Field) }];
        }),
      },
    }),
    onDone: onSaid,
  });
  const options = [{ value: '', label: t('importField.none') }, ...optionsOf(t, 'importField', FIELDS)];
  return (
    <ActForm state={state} submitLabel={t('imports.saveColumns')}>
      <div className="app-columns">
        {columns.map(({ letter, heading, samples, isHidden }, index) => (
          <Select
            key={letter}
            {...state.field(`columns.${index}`)}
            disabled={!canSay}
            label={
              heading === '' ? (
                t('imports.column', { letter })
              ) : (
                <>
                  {letter}: <bdi>{heading}</bdi>
                </>
              )
            }
            hint={
              <>
                {isHidden && `${t('imports.hidden')} `}
                {samples.length === 0 ? t('imports.columnEmpty') : <bdi>{samples.join(' · ')}</bdi>}
              </>
            }
            options={options}
          />
        ))}
      </div>
    </ActForm>
  );
}
