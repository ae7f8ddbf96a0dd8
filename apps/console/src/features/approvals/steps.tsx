import { Link } from 'react-router';
import { useText } from '../../i18n/use-text';
import type { Place } from '../../lists/use-sequence';

interface StepsProps {
  readonly place: Place;
  readonly onHelp: () => void;
}

/** Previous and next in the list that the record was opened from, with its filter. */
export function Steps({ place, onHelp }: StepsProps) {
  const t = useText();
  const { previous, next, position, total, search } = place;
  return (
    <nav className="app-steps app-screen-only" aria-label={t('inbox.steps')}>
      {previous !== undefined && (
        <Link className="govuk-link" to={`/inbox/${previous}${search}`} rel="prev">
          {t('inbox.previous')}
          <kbd className="app-key" aria-hidden="true">
            K
          </kbd>
        </Link>
      )}
      {position !== undefined && <span>{t('inbox.position', { position, total })}</span>}
      {next !== undefined && (
        <Link className="govuk-link" to={`/inbox/${next}${search}`} rel="next">
          {t('inbox.next')}
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
