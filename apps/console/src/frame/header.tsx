import { Link } from 'react-router';
import { SignOutButton } from '../features/access/sign-out-button';
import { useSession } from '../features/access/session';
import { useLocale } from '../i18n/locale-provider';
import { LOCALE_TAGS, LOCALES } from '../i18n/locales';
import { useText } from '../i18n/use-text';

export function Header() {
  const { service, viewer } = useSession();
  return (
    <header className="app-header">
      <div className="govuk-width-container app-header__row">
        <Link className="app-header__name" to="/">
          {service.name}
        </Link>
        <div className="app-header__end">
          {viewer !== null && <bdi>{viewer.user.name}</bdi>}
          {viewer !== null && <SignOutButton />}
          <LanguageChoice />
        </div>
      </div>
    </header>
  );
}

function LanguageChoice() {
  const t = useText();
  const { locale, choose } = useLocale();
  return (
    <nav aria-label={t('general.language')}>
      <ul className="app-header__languages">
        {LOCALE_TAGS.map((tag) => (
          <li key={tag}>
            <button
              type="button"
              className="app-header__action"
              lang={tag}
              aria-current={tag === locale || undefined}
              onClick={() => {
                choose(tag);
              }}
            >
              {LOCALES[tag].name}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
