import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { CurrentConferenceProvider, useConferenceId } from '../features/conference/current-conference';
import { OffersNotice } from '../features/staff/offers-notice';
import { MailTroubleNotice } from '../features/notifications/mail-trouble-notice';
import { SessionProvider, useSession } from '../features/access/session';
import { SessionKeeper } from '../features/access/session-keeper';
import { LeaveGuard } from '../form/leave-guard';
import { useText } from '../i18n/use-text';
import { DrawnTogether } from '../ui/drawn-together';
import { Footer } from './footer';
import { Header } from './header';
import { Navigation } from './navigation';

/** What stands round every page. */
export function Frame() {
  return (
    <SessionProvider>
      <CurrentConferenceProvider>
        <LeaveGuard>
          <SessionKeeper>
            <FrameOfPage />
          </SessionKeeper>
        </LeaveGuard>
      </CurrentConferenceProvider>
    </SessionProvider>
  );
}

function FrameOfPage() {
  const t = useText();
  const { service, viewer } = useSession();
  const { pathname } = useLocation();
  const conferenceId = useConferenceId();
  return (
    <>
      <a href="#main" className="govuk-skip-link" data-module="govuk-skip-link">
        {t('general.skipToContent')}
      </a>
      <Header />
      {viewer !== null && <Navigation key={pathname} />}
      <div className="govuk-width-container">
        {service.isDemonstration && <DemonstrationBanner />}
        <main className="app-main" id="main" tabIndex={-1}>
          <DrawnTogether page={`${conferenceId} ${pathname}`} loadingLabel={t('general.loading')}>
            <OffersNotice />
            <MailTroubleNotice />
            <Outlet />
          </DrawnTogether>
        </main>
      </div>
      <Footer />
      <ScrollRestoration />
    </>
  );
}

/** People must be able to tell a demonstration from the real thing at every moment. */
function DemonstrationBanner() {
  const t = useText();
  return (
    <section className="govuk-phase-banner" aria-label={t('general.demonstration')}>
      <p className="govuk-phase-banner__content">
        <strong className="govuk-tag govuk-phase-banner__content__tag">{t('general.demonstration')}</strong>
        <span className="govuk-phase-banner__text">{t('general.demonstrationText')}</span>
      </p>
    </section>
  );
}
