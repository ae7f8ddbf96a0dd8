import type { ReactNode } from 'react';
import { classNames } from './class-names';

export type TagColour = 'grey' | 'green' | 'turquoise' | 'blue' | 'purple' | 'red' | 'orange' | 'yellow';

interface TagProps {
  readonly colour?: TagColour;
  readonly children: ReactNode;
}

/** The state of a thing in a word or two; the colour only repeats what the word says. */
export function Tag({ colour, children }: TagProps) {
  return (
    <strong className={classNames('govuk-tag', colour !== undefined && `govuk-tag--${colour}`)}>
      {children}
    </strong>
  );
}
