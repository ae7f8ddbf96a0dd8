import { useLayoutEffect, useRef } from 'react';

export type Hotkeys = Readonly<Record<string, (() => void) | undefined>>;

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('dialog') !== null) return true;
  if (target instanceof HTMLInputElement)
    return !['radio', 'checkbox', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/**
 * Single keys that act on a page. They keep still while somebody types, with Ctrl, Alt or Meta, and where they are
 * switched off (WCAG 2.1.4: speech input would set them off).
 */
export function useHotkeys(hotkeys: Hotkeys, isOn: boolean): void {
  const current = useRef(hotkeys);
  useLayoutEffect(() => {
    current.current = hotkeys;
  });
  // With the page and not after it is painted: a key that follows the page at once must not be lost.
  useLayoutEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing)
        return;
      if (isTyping(event.target)) return;
      const act = current.current[event.key.toLowerCase()];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [isOn]);
}
