import { Link, useLocation } from 'react-router';
import { useText } from '../../i18n/use-text';
import { useUntilNextPage } from '../../ui/drawn-together';
import { Notification } from '../../ui/text-blocks';
import { useSession } from '../access/session';

const PAGE = '/roles';

/** On every page but the one where it is answered: somebody asks this person to take a role. */
export function OffersNotice() {
  const t = useText();
  const { viewer } = useSession();
  const { pathname } = useLocation();
  const count = useUntilNextPage(viewer?.offeredRoles.length ?? 0);
  if (count === 0 || pathname === PAGE) return null;
  return (
    <Notification title={t('general.important')}>
      <p className="govuk-notification-banner__heading">
        {t('offers.waiting', { count })}{' '}
        <Link className="govuk-notification-banner__link" to={PAGE}>
          {t('offers.answer')}
        </Link>
      </p>
    </Notification>
  );
}
