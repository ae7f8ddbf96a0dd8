import { Link, type To } from 'react-router';

interface PageLink {
  readonly to: To;
  readonly label: string;
  readonly state?: unknown;
}

interface PaginationProps {
  readonly label: string;
  readonly previous?: PageLink;
  readonly next?: PageLink;
}

/** Back and forth in a long list. Pages have no numbers: the list may grow while it is read. */
export function Pagination({ label, previous, next }: PaginationProps) {
  if (previous === undefined && next === undefined) return null;
  return (
    <nav className="govuk-pagination" aria-label={label}>
      {previous !== undefined && (
        <div className="govuk-pagination__prev">
          <Link
            className="govuk-link govuk-pagination__link"
            to={previous.to}
            state={previous.state}
            rel="prev"
          >
            <Arrow direction="prev" />
            <span className="govuk-pagination__link-title">{previous.label}</span>
          </Link>
        </div>
      )}
      {next !== undefined && (
        <div className="govuk-pagination__next">
          <Link className="govuk-link govuk-pagination__link" to={next.to} state={next.state} rel="next">
            <span className="govuk-pagination__link-title">{next.label}</span>
            <Arrow direction="next" />
          </Link>
        </div>
      )}
    </nav>
  );
}

const SHAPES = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
};

function Arrow({ direction }: { readonly direction: 'prev' | 'next' }) {
  return (
    <svg
      className={`govuk-pagination__icon govuk-pagination__icon--${direction}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={SHAPES[direction]} />
    </svg>
  );
}
