import type { ReactNode } from 'react';
import { Link, type To } from 'react-router';
import { classNames } from './class-names';

interface LinkButtonProps {
  readonly to: To;
  readonly variant?: 'primary' | 'secondary';
  readonly children: ReactNode;
}

/** Looks like a button, goes to a page, and can be opened in a new tab. */
export function LinkButton({ to, variant = 'primary', children }: LinkButtonProps) {
  return (
    <Link
      to={to}
      className={classNames('govuk-button', variant === 'secondary' && 'govuk-button--secondary')}
      data-module="govuk-button"
      draggable="false"
    >
      {children}
    </Link>
  );
}
