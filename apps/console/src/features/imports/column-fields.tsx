import { useText } from '../../i18n/use-text';
import { optionsOf } from '../../lists/words';
import { Select } from '../../ui/fields';
import type { FieldBinding } from '../../form/use-act-form';
import type { ImportPreview } from './operations';

type Column = ImportPreview['columns'][number];
export type Field = NonNullable<Column['field']>;

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
  'DELEGATION',
  'COUNTRY',
  'LANGUAGE',
  'CONSTITUENCY',
  'CAPACITY',
  'RANK',
  'JUSTIFICATION',
  'EXTERNAL_REFERENCE',
] as const satisfies readonly Field[];

interface ColumnFieldsProps {
  readonly columns: readonly Column[];
  readonly field: (index: number) => FieldBinding;
  readonly canSay: boolean;
}

/** What each column is: guessed, and said otherwise here. What was said is remembered for the next list of the body. */
export function ColumnFields({ columns, field, canSay }: ColumnFieldsProps) {
  const t = useText();
  const options = [{ value: '', label: t('importField.none') }, ...optionsOf(t, 'importField', FIELDS)];
  return (
    <div className="app-columns">
      {columns.map(({ letter, heading, samples, isHidden }, index) => (
        <Select
          key={letter}
          {...field(index)}
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
  );
}
