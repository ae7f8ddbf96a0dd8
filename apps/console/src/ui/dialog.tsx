import { useEffect, useId, useRef, type MouseEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Button } from './button';
import { classNames } from './class-names';
import { focusOn } from './focus-on';

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
  /** Where the press began: whoever marks words and lets go beside the dialog does not mean to close it. */
  const isPressBeside = useRef(false);
  useEffect(() => {
    const dialog = ref.current;
    const before = openersNow();
    if (dialog !== null) openersOf.set(dialog, before);
    if (dialog !== null && !dialog.open) dialog.showModal();
    // A long dialog begins with its title, also where its first control is far below.
    if (dialog !== null && dialog.scrollTop > 0) {
      focusOn(dialog.querySelector('h2'));
      dialog.scrollTop = 0;
    }
    const stopKeeping = dialog === null ? undefined : keepFocusIn(dialog);
    return () => {
      stopKeeping?.();
      dialog?.close();
      giveFocusBack(before);
    };
  }, []);
  return createPortal(
    <dialog
      ref={ref}
      className={classNames('app-dialog', isCovering && 'app-dialog--covering')}
      aria-labelledby={id}
      onPointerDown={(event) => {
        isPressBeside.current = isBeside(event);
      }}
      onClick={(event) => {
        if (isPressBeside.current && isBeside(event) && !isCovering) onClose();
      }}
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

/** Whether a press was on what lies behind the dialog: that counts as the dialog's own, outside its box. */
function isBeside({ target, currentTarget, clientX, clientY }: MouseEvent<HTMLDialogElement>): boolean {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
  const isInside = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
  return target === currentTarget && !isInside;
}

/** A step of a dialog takes the button with it that was pressed: the focus goes to the title then, not out of the dialog. */
function keepFocusIn(dialog: HTMLDialogElement): () => void {
  let focused: EventTarget | null = null;
  const onFocus = ({ target }: FocusEvent) => {
    focused = target;
  };
  const observer = new MutationObserver(() => {
    if (!(focused instanceof Node) || focused.isConnected || document.activeElement !== document.body) return;
    focused = null;
    focusOn(dialog.querySelector('h2'));
  });
  dialog.addEventListener('focusin', onFocus);
  observer.observe(dialog, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    dialog.removeEventListener('focusin', onFocus);
  };
}

/** What opened a dialog, and what opened the dialog in which that stands, and so on. */
const openersOf = new WeakMap<Element, readonly HTMLElement[]>();

function openersNow(): readonly HTMLElement[] {
  const opener = document.activeElement;
  if (!(opener instanceof HTMLElement)) return [];
  const around = opener.closest('dialog');
  return [opener, ...((around && openersOf.get(around)) ?? [])];
}

/**
 * To what had it before, also where the dialog that this one was opened from goes with it; where all of that is gone, to the
 * page's heading.
 */
function giveFocusBack(openers: readonly HTMLElement[]): void {
  const isNowhere = () => document.activeElement === document.body || document.activeElement === null;
  const opener = openers.find((one) => one.isConnected && one !== document.body);
  if (isNowhere()) opener?.focus();
  if (isNowhere()) focusOn(document.querySelector<HTMLElement>('[data-page-heading], h1'));
}
