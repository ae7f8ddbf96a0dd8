import { useState } from 'react';

const STORAGE_KEY = 'plenary.hotkeys';

function stored(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Whether single keys act on the page; kept in this browser. */
export function useHotkeySetting(): readonly [boolean, (isOn: boolean) => void] {
  const [isOn, setIsOn] = useState(stored);
  return [
    isOn,
    (next) => {
      setIsOn(next);
      try {
        localStorage.setItem(STORAGE_KEY, next ? 'on' : 'off');
      } catch {
        // The choice then lasts as long as the page.
      }
    },
  ];
}
