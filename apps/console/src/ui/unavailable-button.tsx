import { useId } from 'react';

interface UnavailableButtonProps {
  readonly label: string;
  /** Why it cannot be done now, in words; it stands beside the button and is read out with it. */
  readonly reason: string;
}

/** A grey button that says why. It can be focused, so that a screen reader's user learns the reason too. */
export function UnavailableButton({ label, reason }: UnavailableButtonProps) {
  const id = useId();
  return (
    <div className="app-unavailable">
      <button
        type="button"
        className="govuk-button govuk-button--secondary"
        aria-disabled="true"
        aria-describedby={id}
      >
        {label}
      </button>
      <p className="app-unavailable__reason" id={id}>
        {reason}
      </p>
    </div>
  );
}
