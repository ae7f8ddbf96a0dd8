import { useState } from 'react';
import { keep, readKept } from '../../storage/kept';

const STORAGE_KEY = 'plenary.hotkeys';

const stored = () => readKept('localStorage', STORAGE_KEY) !== 'off';

/** Whether single keys act on the page; kept in this browser. */
export function useHotkeySetting(): readonly [boolean, (isOn: boolean) => void] {
  const [isOn, setIsOn] = useState(stored);
  return [
    isOn,
    (next) => {
      setIsOn(next);
      keep('localStorage', STORAGE_KEY, next ? 'on' : 'off');
    },
  ];
}
