import { useState } from 'react';
import { Button } from './button';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** Read out once it is in the clipboard */
  readonly doneLabel: string;
  /** Where the browser does not let it in */
  readonly failedLabel: string;
}

/** Puts a text into the clipboard, and says whether it is there. */
export function CopyButton({ text, label, doneLabel, failedLabel }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(doneLabel);
    } catch {
      setSaid(failedLabel);
    }
  };
  return (
    <div className="app-copy">
      <Button variant="secondary" onClick={() => void copy()}>
        {label}
      </Button>
      <span role="status">{said}</span>
    </div>
  );
}
