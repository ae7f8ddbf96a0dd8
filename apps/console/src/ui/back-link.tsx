import type { ReactNode } from 'react';
import { Link, type To } from 'react-router';

/** Leads back to the list that a record was opened from; the address it gets keeps the list's filters. */
export function BackLink({ to, children }: { readonly to: To; readonly children: ReactNode }) {
  return (
    <Link to={to} className="govuk-back-link">
      {children}
    </Link>
  );
}
