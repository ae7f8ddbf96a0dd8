import { useEffect, useRef, type ReactNode } from 'react';
import { NavigationType, useNavigationType } from 'react-router';
import { classNames } from './class-names';

interface PageProps {
  readonly title: string;
  /** What the heading shows when the title as text is not enough, e.g. a name in `<bdi>` */
  readonly heading?: ReactNode;
  readonly caption?: ReactNode;
  readonly serviceName: string;
  readonly isHeadingHidden?: boolean;
  readonly children: ReactNode;
}

let hasShownAPage = false;

/**
 * One page: sets the window's title and, when a person comes from another page of the console, puts the focus on the
 * heading, as a browser does for a page that it loads.
 */
export function Page({ title, heading, caption, serviceName, isHeadingHidden = false, children }: PageProps) {
  const ref = useRef<HTMLHeadingElement>(null);
  const how = useNavigationType();
  useEffect(() => {
    document.title = `${title} – ${serviceName}`;
  }, [title, serviceName]);
  useEffect(() => {
    if (hasShownAPage && how !== NavigationType.Replace) ref.current?.focus({ preventScroll: true });
    hasShownAPage = true;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the page appears: a filter that changes the address must not take the focus from its field
  }, []);
  return (
    <>
      {caption !== undefined && <span className="govuk-caption-l">{caption}</span>}
      <h1
        className={classNames('govuk-heading-l', isHeadingHidden && 'govuk-visually-hidden')}
        tabIndex={-1}
        ref={ref}
        data-page-heading=""
      >
        {heading ?? title}
      </h1>
      {children}
    </>
  );
}
