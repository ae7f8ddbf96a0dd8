import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useSession } from '../features/access/session';
import { ConferenceChoice } from '../features/conference/conference-choice';
import { useText } from '../i18n/use-text';
import { classNames } from '../ui/class-names';
import { navigationFor } from '../features/access/pages';

/** The pages that the signed-in person's grants open, and no others. */
export function Navigation() {
  const t = useText();
  const { pathname } = useLocation();
  const { grants } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="govuk-service-navigation" data-module="govuk-service-navigation">
      <div className="govuk-width-container">
        <div className="govuk-service-navigation__container">
          <nav aria-label={t('navigation.label')} className="govuk-service-navigation__wrapper">
            <button
              type="button"
              className="govuk-service-navigation__toggle app-menu-toggle"
              aria-controls="navigation"
              aria-expanded={isOpen}
              onClick={() => {
                setIsOpen(!isOpen);
              }}
            >
              {t('navigation.menu')}
            </button>
            <ul
              className={classNames('govuk-service-navigation__list', !isOpen && 'app-menu-closed')}
              id="navigation"
            >
              {navigationFor(grants).map(({ path, menu }) => (
                <NavigationItem
                  key={path}
                  to={`/${path}`}
                  label={t(menu.label)}
                  place={
                    pathname === `/${path}` ? 'page' : pathname.startsWith(`/${path}/`) ? 'true' : undefined
                  }
                />
              ))}
            </ul>
          </nav>
          <ConferenceChoice />
        </div>
      </div>
    </div>
  );
}

interface NavigationItemProps {
  readonly to: string;
  readonly label: string;
  /** This very page, or a page under it */
  readonly place: 'page' | 'true' | undefined;
}

function NavigationItem({ to, label, place }: NavigationItemProps) {
  return (
    <li
      className={classNames(
        'govuk-service-navigation__item',
        place !== undefined && 'govuk-service-navigation__item--active',
      )}
    >
      <Link className="govuk-service-navigation__link" to={to} aria-current={place}>
        {place === undefined ? (
          label
        ) : (
          <strong className="govuk-service-navigation__active-fallback">{label}</strong>
        )}
      </Link>
    </li>
  );
}
