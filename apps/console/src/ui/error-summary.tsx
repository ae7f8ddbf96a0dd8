import { useEffect, useRef } from 'react';

export interface ErrorItem {
  readonly message: string;
  /** The id of the control that mends it, where there is one */
  readonly controlId?: string;
}

interface ErrorSummaryProps {
  readonly title: string;
  readonly errors: readonly ErrorItem[];
}

/** Everything that has to be mended, at the top, with the focus on it; each line leads to its control. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) ref.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div className="govuk-error-summary" data-module="govuk-error-summary" ref={ref} tabIndex={-1}>
      <div role="alert">
        <h2 className="govuk-error-summary__title">{title}</h2>
        <div className="govuk-error-summary__body">
          <ul className="govuk-list govuk-error-summary__list">
            {errors.map((error) => (
              <li key={`${error.controlId ?? ''} ${error.message}`}>
                <ErrorLine error={error} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}

function ErrorLine({ error }: { readonly error: ErrorItem }) {
  const { controlId, message } = error;
  if (controlId === undefined) return <>{message}</>;
  return (
    <a
      href={`#${controlId}`}
      onClick={(event) => {
        event.preventDefault();
        const control = document.getElementById(controlId);
        control?.scrollIntoView({ block: 'center' });
        control?.focus({ preventScroll: true });
      }}
    >
      {message}
    </a>
  );
}
