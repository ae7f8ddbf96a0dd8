import { useRef } from 'react';
import { useMutationButton } from '../../form/use-mutation-button';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { focusOn } from '../../ui/focus-on';
import { MarkReadyMutation, UnmarkReadyMutation } from './mutations';
import type { NominationDetails } from './operations';

interface ReadyPartProps {
  readonly nomination: NominationDetails;
  readonly onChanged: () => void;
}

/** Who submits what a nominator has drafted, and one press to tell them that it is ready, or is not after all. */
export function ReadyPart({ nomination, onChanged }: ReadyPartProps) {
  const t = useText();
  const time = usePlainTime();
  const said = useRef<HTMLParagraphElement>(null);
  const { id, version, readyAt, availableActions } = nomination;
  const options = {
    also: ['Nomination'],
    onDone: () => {
      // The button goes with what it did.
      focusOn(said.current);
      onChanged();
    },
    onRefused: () => {
      onChanged();
      return undefined;
    },
  };
  const mark = useMutationButton(MarkReadyMutation, options);
  const unmark = useMutationButton(UnmarkReadyMutation, options);
  const canMark = availableActions.includes('MARK_READY');
  const canUnmark = availableActions.includes('UNMARK_READY');
  const problem = mark.problem ?? unmark.problem;
  if (!canMark && !canUnmark && readyAt === null) return null;
  return (
    <section className="app-box" aria-label={t('ready.title')}>
      <p ref={said} className="govuk-body" role="status">
        {readyAt === null ? t('ready.who') : t('ready.since', { time: time.full(readyAt) })}
      </p>
      <p role="alert" className={problem === undefined ? undefined : 'govuk-error-message'}>
        {problem}
      </p>
      {canMark && (
        <Button isBusy={mark.isActing} onClick={() => void mark.press({ id, input: { version } })}>
          {t('ready.mark')}
        </Button>
      )}
      {canUnmark && (
        <Button
          variant="secondary"
          isBusy={unmark.isActing}
          onClick={() => void unmark.press({ id, input: { version } })}
        >
          {t('ready.unmark')}
        </Button>
      )}
    </section>
  );
}
