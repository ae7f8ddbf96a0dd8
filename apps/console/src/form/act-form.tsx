import { useEffect, type ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useText } from '../i18n/use-text';
import { Button, type ButtonProps } from '../ui/button';
import { ErrorSummary } from '../ui/error-summary';
import type { ActFormState } from './use-act-form';

interface ActFormProps<Values extends FieldValues> {
  readonly state: ActFormState<Values>;
  readonly submitLabel: string;
  readonly variant?: ButtonProps['variant'];
  readonly shortcut?: string;
  readonly label?: string;
  /** Stands beside the button that submits */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every form: errors first, then the questions, then one button that says what it does. */
export function ActForm<Values extends FieldValues>(props: ActFormProps<Values>) {
  const { state, submitLabel, variant, shortcut, label, beside, children } = props;
  const t = useText();
  useTitleOfErrors(state.errors.length > 0, t('form.errorPrefix'));
  return (
    <form noValidate onSubmit={state.onSubmit} aria-label={label}>
      <ErrorSummary title={t('form.thereIsAProblem')} errors={state.errors} />
      {children}
      <div className="govuk-button-group">
        <Button type="submit" variant={variant} isBusy={state.isBusy} shortcut={shortcut}>
          {state.isBusy ? t('form.sending') : submitLabel}
        </Button>
        {beside}
      </div>
    </form>
  );
}

/** The window's title says first that there is a problem: it is what a screen reader says first. */
function useTitleOfErrors(hasErrors: boolean, prefix: string): void {
  useEffect(() => {
    if (!hasErrors) return;
    const before = document.title;
    document.title = `${prefix} ${before}`;
    return () => {
      document.title = document.title.replace(`${prefix} `, '');
    };
  }, [hasErrors, prefix]);
}
