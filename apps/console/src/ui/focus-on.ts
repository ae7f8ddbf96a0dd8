/**
 * Puts the focus on something that is no control, and only until it leaves: pressing words in it must not bring it back.
 * For the place of a button that goes away with what it did.
 */
export function focusOn(element: HTMLElement | null): void {
  if (element === null) return;
  element.tabIndex = -1;
  element.classList.add('app-focus-place');
  element.addEventListener(
    'blur',
    () => {
      element.removeAttribute('tabindex');
    },
    { once: true },
  );
  element.focus({ preventScroll: true });
}
