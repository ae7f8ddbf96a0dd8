import { useEffect } from 'react';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';

/** The last resort when the frame of the pages cannot be drawn. */
export function CrashedPage() {
  const t = useText();
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
