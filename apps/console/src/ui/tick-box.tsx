import { useId, useRef, type ReactNode } from 'react';

interface TickBoxProps {
  readonly isTicked: boolean;
  readonly label: ReactNode;
  /** `isRange`: with the shift key, from the last one to this one */
  readonly onTick: (isTicked: boolean, isRange: boolean) => void;
}

/** One box with its words, which can be pressed as well; it knows whether the shift key was held. */
export function TickBox({ isTicked, label, onTick }: TickBoxProps) {
  const id = useId();
  const isRange = useRef(false);
  return (
    <span
      className="govuk-checkboxes govuk-checkboxes--small app-tick"
      onPointerDown={(event) => {
        isRange.current = event.shiftKey;
      }}
      onKeyDown={(event) => {
        isRange.current = event.shiftKey;
      }}
    >
      <span className="govuk-checkboxes__item">
        <input
          className="govuk-checkboxes__input"
          id={id}
          type="checkbox"
          checked={isTicked}
          onChange={(event) => {
            onTick(event.target.checked, isRange.current);
          }}
        />
        <label className="govuk-label govuk-checkboxes__label" htmlFor={id}>
          {label}
        </label>
      </span>
    </span>
  );
}
