import { useEffect, useState } from 'react';

/** Says that something is on its way, but only after a moment: a flash of "loading" reads as a flicker. */
export function Loading({ label }: { readonly label: string }) {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsLate(true);
    }, 250);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <div className="app-loading" role="status">
      {isLate && <p className="govuk-body">{label}</p>}
    </div>
  );
}
