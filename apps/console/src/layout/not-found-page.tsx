import { useText } from '../i18n/use-text';
import { LinkButton } from '../ui/link-button';
import { ConsolePage } from './console-page';

/** Shown for an unknown address and for a record that is out of reach: the two cannot be told apart. */
export function NotFoundPage() {
  const t = useText();
  return (
    <ConsolePage title={t('notFound.title')}>
      <p className="govuk-body">{t('notFound.typed')}</p>
      <p className="govuk-body">{t('notFound.access')}</p>
      <LinkButton to="/">{t('forbidden.home')}</LinkButton>
    </ConsolePage>
  );
}
