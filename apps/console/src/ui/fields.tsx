import type {
  InputHTMLAttributes,
  ReactNode,
  Ref,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from 'react';
import { classNames } from './class-names';

export interface FieldProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string;
  /** Read out before the error: the word "Error" in the page's language, with its colon */
  readonly errorPrefix?: string;
  readonly labelSize?: 's' | 'm' | 'l';
}

const hintId = (id: string) => `${id}-hint`;
const errorId = (id: string) => `${id}-error`;

export function describedBy({ id, hint, error }: FieldProps): string | undefined {
  return classNames(hint !== undefined && hintId(id), error !== undefined && errorId(id)) || undefined;
}

/** Label, hint and error round one control, in the order in which they are read. */
export function Group({ field, children }: { readonly field: FieldProps; readonly children: ReactNode }) {
  const { id, label, labelSize } = field;
  return (
    <div className={classNames('govuk-form-group', field.error !== undefined && 'govuk-form-group--error')}>
      <label
        className={classNames('govuk-label', labelSize !== undefined && `govuk-label--${labelSize}`)}
        htmlFor={id}
      >
        {label}
      </label>
      <HintAndError field={field} />
      {children}
    </div>
  );
}

export function HintAndError({ field }: { readonly field: FieldProps }) {
  return (
    <>
      {field.hint !== undefined && (
        <div id={hintId(field.id)} className="govuk-hint">
          {field.hint}
        </div>
      )}
      {field.error !== undefined && (
        <p id={errorId(field.id)} className="govuk-error-message">
          <span className="govuk-visually-hidden">{field.errorPrefix}</span> {field.error}
        </p>
      )}
    </>
  );
}

function split<Props extends FieldProps>(props: Props) {
  const { id, label, hint, error, errorPrefix, labelSize, ...control } = props;
  return { field: { id, label, hint, error, errorPrefix, labelSize }, control };
}

export interface TextInputProps extends FieldProps, Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> {
  readonly width?: 3 | 5 | 10 | 20 | 30;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextInput({ width, ...props }: TextInputProps) {
  const { field, control } = split(props);
  return (
    <Group field={field}>
      <input
        type="text"
        dir="auto"
        {...control}
        id={field.id}
        className={classNames(
          'govuk-input',
          width !== undefined && `govuk-input--width-${width}`,
          field.error !== undefined && 'govuk-input--error',
        )}
        aria-describedby={describedBy(field)}
        aria-invalid={field.error !== undefined || undefined}
      />
    </Group>
  );
}

export interface FileInputProps
  extends FieldProps, Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'type'> {
  readonly ref?: Ref<HTMLInputElement>;
}

export function FileInput(props: FileInputProps) {
  const { field, control } = split(props);
  return (
    <Group field={field}>
      <input
        {...control}
        type="file"
        id={field.id}
        className={classNames('govuk-file-upload', field.error !== undefined && 'govuk-file-upload--error')}
        aria-describedby={describedBy(field)}
        aria-invalid={field.error !== undefined || undefined}
      />
    </Group>
  );
}

export interface TextAreaProps extends FieldProps, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'> {
  readonly ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea(props: TextAreaProps) {
  const { field, control } = split(props);
  return (
    <Group field={field}>
      <textarea
        rows={5}
        dir="auto"
        {...control}
        id={field.id}
        className={classNames('govuk-textarea', field.error !== undefined && 'govuk-textarea--error')}
        aria-describedby={describedBy(field)}
        aria-invalid={field.error !== undefined || undefined}
      />
    </Group>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface SelectProps extends FieldProps, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id'> {
  readonly options: readonly Option[];
  readonly ref?: Ref<HTMLSelectElement>;
}

export function Select({ options, ...props }: SelectProps) {
  const { field, control } = split(props);
  return (
    <Group field={field}>
      <select
        {...control}
        id={field.id}
        className={classNames('govuk-select', field.error !== undefined && 'govuk-select--error')}
        aria-describedby={describedBy(field)}
        aria-invalid={field.error !== undefined || undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Group>
  );
}
