import { useEffect, useId, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Button } from './button';

interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A modal dialog of the browser's own: it keeps the focus, closes on Escape and gives the focus back. It stands outside
 * the place that opens it, whose styles (those of a table's cells, say) are not meant for it.
 */
export function Dialog({ title, closeLabel, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
    };
  }, []);
  return createPortal(
    <dialog ref={ref} className="app-dialog" aria-labelledby={id} onClose={onClose}>
      <h2 className="govuk-heading-m" id={id}>
        {title}
      </h2>
      {children}
      <Button variant="secondary" onClick={onClose}>
        {closeLabel}
      </Button>
    </dialog>,
    document.body,
  );
}
