import { useEffect, useId, useRef, type ReactNode } from 'react';
import { classNames } from './class-names';

/** Something to notice before going on, such as a thing that cannot be undone. `iconText` is read before it. */
export function WarningText({
  iconText,
  children,
}: {
  readonly iconText: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="govuk-warning-text">
      <span className="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong className="govuk-warning-text__text">
        <span className="govuk-visually-hidden">{iconText}</span>
        {children}
      </strong>
    </div>
  );
}

/** Words set apart from the text around them: a quotation, a question that was asked. */
export function InsetText({ children }: { readonly children: ReactNode }) {
  return <div className="govuk-inset-text">{children}</div>;
}

interface DetailsProps {
  readonly summary: ReactNode;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

/** What most people do not need, one tap away. */
export function Details({ summary, isOpen, children }: DetailsProps) {
  return (
    <details className="govuk-details" open={isOpen}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{summary}</span>
      </summary>
      <div className="govuk-details__text">{children}</div>
    </details>
  );
}

/** The end of a task: what has happened, and under which reference. */
export function Panel({ title, children }: { readonly title: ReactNode; readonly children?: ReactNode }) {
  return (
    <div className="govuk-panel govuk-panel--confirmation">
      <h1 className="govuk-panel__title" tabIndex={-1} data-page-heading="">
        {title}
      </h1>
      {children !== undefined && <div className="govuk-panel__body">{children}</div>}
    </div>
  );
}

type NotificationProps = {
  readonly title: string;
  readonly children: ReactNode;
} & (
  | { readonly kind?: 'important' }
  | {
      readonly kind: 'success';
      /** What happened: the next one, told in the place of the last, takes the focus as well */
      readonly of: unknown;
    }
);

/**
 * Tells what just happened or what a person should know before they go on. What just happened takes the focus and is
 * read out at once: the button that was pressed for it is often gone.
 */
export function Notification({ title, children, ...rest }: NotificationProps) {
  const id = useId();
  const ref = useRef<HTMLDivElement>(null);
  const isSuccess = rest.kind === 'success';
  const what = rest.kind === 'success' ? rest.of : undefined;
  useEffect(() => {
    if (isSuccess) ref.current?.focus();
  }, [isSuccess, what]);
  return (
    <div
      ref={ref}
      tabIndex={isSuccess ? -1 : undefined}
      className={classNames('govuk-notification-banner', isSuccess && 'govuk-notification-banner--success')}
      role={isSuccess ? 'alert' : 'region'}
      aria-labelledby={id}
      data-module="govuk-notification-banner"
    >
      <div className="govuk-notification-banner__header">
        <h2 className="govuk-notification-banner__title" id={id}>
          {title}
        </h2>
      </div>
      <div className="govuk-notification-banner__content">{children}</div>
    </div>
  );
}
