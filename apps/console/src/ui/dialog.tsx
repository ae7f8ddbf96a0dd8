import { useEffect, useId, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Button } from './button';
import { classNames } from './class-names';

interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  /** Whoever gives the dialog may keep it open: it closes when it is not given any more. */
  readonly onClose: () => void;
  /** A question's other answer: it stands behind the button that closes, which is then the first choice */
  readonly otherwise?: ReactNode;
  /** Nothing of the page behind it can be read */
  readonly isCovering?: boolean;
  readonly children: ReactNode;
}

/**
 * A modal dialog of the browser's own: it keeps the focus, closes on Escape and gives the focus back. It stands outside
 * the place that opens it, whose styles (those of a table's cells, say) are not meant for it.
 */
export function Dialog({ title, closeLabel, onClose, otherwise, isCovering = false, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, []);
  return createPortal(
    <dialog
      ref={ref}
      className={classNames('app-dialog', isCovering && 'app-dialog--covering')}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The page behind it has keys of its own.
        event.stopPropagation();
        event.preventDefault();
        onClose();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        // A browser may insist on closing it; whoever gives it decides all the same.
        if (ref.current === null) return;
        onClose();
        if (!ref.current.open) ref.current.showModal();
      }}
    >
      <h2 className="govuk-heading-m" id={id}>
        {title}
      </h2>
      {children}
      <Button variant={otherwise === undefined ? 'secondary' : 'primary'} onClick={onClose}>
        {closeLabel}
      </Button>
      {otherwise !== undefined && <> {otherwise}</>}
    </dialog>,
    document.body,
  );
}
