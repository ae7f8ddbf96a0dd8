import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from './class-names';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly variant?: 'primary' | 'secondary' | 'warning';
  /** While the act is under way: the button stays in the tab order but does nothing. */
  readonly isBusy?: boolean;
  /** A single key that does the same, shown on the button to people who use a keyboard. */
  readonly shortcut?: string;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

/** A button that does something on this page. A button that goes elsewhere is a `LinkButton`. */
export function Button(props: ButtonProps) {
  const {
    variant = 'primary',
    isBusy = false,
    shortcut,
    className,
    children,
    onClick,
    type = 'button',
    ...rest
  } = props;
  return (
    <button
      {...rest}
      type={type}
      className={classNames('govuk-button', variant !== 'primary' && `govuk-button--${variant}`, className)}
      data-module="govuk-button"
      aria-disabled={isBusy || undefined}
      aria-keyshortcuts={shortcut}
      onClick={(event) => {
        // Safari gives a pressed button no focus, and a dialog none back.
        if (document.activeElement === document.body) event.currentTarget.focus({ preventScroll: true });
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
      {shortcut !== undefined && (
        <kbd className="app-key" aria-hidden="true">
          {shortcut === 'Escape' ? 'Esc' : shortcut}
        </kbd>
      )}
    </button>
  );
}
