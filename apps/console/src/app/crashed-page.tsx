import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';

const RELOADED = 'plenary.reloaded-for';

/** A page's code may be gone because a new version was installed: loading the page again brings the new one. */
function isMissingCode(error: unknown): boolean {
  return error instanceof TypeError && /module|import/i.test(error.message);
}

/** The last resort when a page cannot be drawn. It stands without the frame, which may be what failed. */
export function CrashedPage() {
  const t = useText();
  const error = useRouteError();
  useEffect(() => {
    if (!isMissingCode(error) || sessionStorage.getItem(RELOADED) === window.location.href) return;
    sessionStorage.setItem(RELOADED, window.location.href);
    window.location.reload();
  }, [error]);
  useEffect(() => {
    document.title = t('crashed.title');
  }, [t]);
  return (
    <main className="govuk-width-container app-main">
      <h1 className="govuk-heading-l">{t('crashed.title')}</h1>
      <p className="govuk-body">{t('crashed.text')}</p>
      <Button
        onClick={() => {
          window.location.reload();
        }}
      >
        {t('crashed.reload')}
      </Button>
    </main>
  );
}
