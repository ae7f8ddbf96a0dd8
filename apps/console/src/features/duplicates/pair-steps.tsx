import { Link } from 'react-router';
import { useText } from '../../i18n/use-text';
import type { PairPlace } from './use-pair-sequence';

interface PairStepsProps {
  readonly place: PairPlace;
  readonly onHelp: () => void;
}

/** Previous and next in the list that the pair was opened from, with its filter. */
export function PairSteps({ place: { previous, next, position, total }, onHelp }: PairStepsProps) {
  const t = useText();
  return (
    <nav className="app-steps app-screen-only" aria-label={t('pairs.steps')}>
      {previous !== undefined && (
        <Link className="govuk-link" to={previous} rel="prev">
          {t('pairs.previous')}
          <kbd className="app-key" aria-hidden="true">
            K
          </kbd>
        </Link>
      )}
      {position !== undefined && <span>{t('inbox.position', { position, total })}</span>}
      {next !== undefined && (
        <Link className="govuk-link" to={next} rel="next">
          {t('pairs.next')}
          <kbd className="app-key" aria-hidden="true">
            J
          </kbd>
        </Link>
      )}
      <button
        type="button"
        className="app-link-button app-hotkeys-help"
        onClick={(event) => {
          // Safari gives a pressed button no focus, and a dialog none back.
          event.currentTarget.focus({ preventScroll: true });
          onHelp();
        }}
      >
        {t('hotkeys.title')}
        <kbd className="app-key" aria-hidden="true">
          ?
        </kbd>
      </button>
    </nav>
  );
}
