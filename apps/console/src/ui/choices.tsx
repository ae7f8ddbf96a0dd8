import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from './class-names';
import { HintAndError, type FieldProps } from './fields';

export interface Choice {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

interface ChoicesProps extends FieldProps, Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'type'> {
  readonly kind: 'radios' | 'checkboxes';
  readonly choices: readonly Choice[];
  readonly isInline?: boolean;
  readonly isSmall?: boolean;
  /** The values that are ticked, where the page keeps them itself; left out in a form that keeps its own */
  readonly chosen?: readonly string[];
  readonly ref?: Ref<HTMLInputElement>;
}

/** One of several (radios) or any of several (checkboxes), in a fieldset whose legend is the question. */
export function Choices(props: ChoicesProps) {
  const { kind, choices, isInline = false, isSmall = false, chosen, label, labelSize, ...rest } = props;
  const { id, hint, error, errorPrefix, ref, ...control } = rest;
  const field = { id, label, hint, error, errorPrefix };
  const described =
    classNames(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`) || undefined;
  return (
    <div className={classNames('govuk-form-group', error !== undefined && 'govuk-form-group--error')}>
      <fieldset className="govuk-fieldset" aria-describedby={described}>
        <legend
          className={classNames(
            'govuk-fieldset__legend',
            labelSize !== undefined && `govuk-fieldset__legend--${labelSize}`,
          )}
        >
          {label}
        </legend>
        <HintAndError field={field} />
        <div
          className={classNames(
            `govuk-${kind}`,
            isInline && `govuk-${kind}--inline`,
            isSmall && `govuk-${kind}--small`,
          )}
          data-module={`govuk-${kind}`}
        >
          {choices.map((choice, index) => (
            <ChoiceItem
              key={choice.value}
              kind={kind}
              id={index === 0 ? id : `${id}-${index + 1}`}
              choice={choice}
              control={
                chosen === undefined ? control : { ...control, checked: chosen.includes(choice.value) }
              }
              inputRef={ref}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

interface ChoiceItemProps {
  readonly kind: 'radios' | 'checkboxes';
  readonly id: string;
  readonly choice: Choice;
  readonly control: InputHTMLAttributes<HTMLInputElement>;
  readonly inputRef?: Ref<HTMLInputElement>;
}

function ChoiceItem({ kind, id, choice, control, inputRef }: ChoiceItemProps) {
  const hintId = `${id}-item-hint`;
  return (
    <div className={`govuk-${kind}__item`}>
      <input
        {...control}
        ref={inputRef}
        className={`govuk-${kind}__input`}
        id={id}
        type={kind === 'radios' ? 'radio' : 'checkbox'}
        value={choice.value}
        aria-describedby={choice.hint === undefined ? undefined : hintId}
      />
      <label className={`govuk-label govuk-${kind}__label`} htmlFor={id}>
        {choice.label}
      </label>
      {choice.hint !== undefined && (
        <div id={hintId} className={`govuk-hint govuk-${kind}__hint`}>
          {choice.hint}
        </div>
      )}
    </div>
  );
}
