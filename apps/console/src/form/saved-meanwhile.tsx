import { useEffect, useRef, type RefObject } from 'react';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import { Notification } from '../ui/text-blocks';

interface SavedMeanwhileProps {
  /** What was read when saving was refused: each time anew, also where it says the same */
  readonly of: object;
  /** What somebody else has saved, in a sentence */
  readonly title: string;
  /** "Nigel Notional, 09:41 BST" */
  readonly author: string;
  /** Their values and the person's own, in words */
  readonly theirs: string;
  readonly mine: string;
  readonly onGoOn: (isTheirs: boolean) => void;
}

/** Somebody else saved first: whose value is whose, and the choice which of them the form goes on with. */
export function SavedMeanwhile({ of, title, author, theirs, mine, onGoOn }: SavedMeanwhileProps) {
  const t = useText();
  const ref = useShownFirst(of);
  return (
    <div ref={ref} tabIndex={-1} role="alert">
      <Notification title={t('general.important')}>
        <p className="govuk-notification-banner__heading">{title}</p>
        <ul className="govuk-list govuk-list--bullet">
          <li>{t('conflict.theirs', { author, answer: theirs })}</li>
          <li>{t('conflict.yours', { answer: mine })}</li>
        </ul>
        <div className="govuk-button-group">
          <Button
            onClick={() => {
              onGoOn(false);
            }}
          >
            {t('conflict.keepMine')}
          </Button>
          <Button
            variant="secondary"
            onClick={() => {
              onGoOn(true);
            }}
          >
            {t('conflict.takeNewest')}
          </Button>
        </div>
      </Notification>
    </div>
  );
}

/** For what appears above the text that somebody types: it takes the focus and comes into sight, again for each new `of`. */
export function useShownFirst(of?: object): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
    ref.current?.scrollIntoView({ block: 'start' });
  }, [of]);
  return ref;
}
