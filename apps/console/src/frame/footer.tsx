import { useSession } from '../features/access/session';
import { useText } from '../i18n/use-text';

export function Footer() {
  const t = useText();
  const { service } = useSession();
  return (
    <footer className="app-footer">
      <div className="govuk-width-container">
        <p>{t('general.footer', { version: service.version })}</p>
      </div>
    </footer>
  );
}
