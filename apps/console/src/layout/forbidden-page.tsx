import { useText } from '../i18n/use-text';
import { LinkButton } from '../ui/link-button';
import { ConsolePage } from './console-page';

/** The person is signed in, but none of their roles opens this page. */
export function ForbiddenPage() {
  const t = useText();
  return (
    <ConsolePage title={t('forbidden.title')}>
      <p className="govuk-body">{t('forbidden.text')}</p>
      <LinkButton to="/">{t('forbidden.home')}</LinkButton>
    </ConsolePage>
  );
}
