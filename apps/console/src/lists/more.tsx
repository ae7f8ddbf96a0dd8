import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '../ui/button';
import { focusOn } from '../ui/focus-on';

interface MoreProps {
  /** "Show earlier releases" */
  readonly label: string;
  /** What comes after what stands there already */
  readonly children: () => ReactNode;
}

/** A button that gives way to more of a list. Whoever pressed it goes on where it stood, and what stood before it stays. */
export function More({ label, children }: MoreProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return <Opened>{children()}</Opened>;
  return (
    <Button
      variant="secondary"
      onClick={() => {
        setIsOpen(true);
      }}
    >
      {label}
    </Button>
  );
}

function Opened({ children }: { readonly children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    focusOn(ref.current);
  }, []);
  return <div ref={ref}>{children}</div>;
}
