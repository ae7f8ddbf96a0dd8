import { Reading } from '../../api/reading';
import { useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { useViewer } from '../access/session';
import { useConferenceFacts, useConferenceId } from '../conference/current-conference';
import { OfferPlaces } from './offer-places';
import { PlaceOffers } from './place-offers';
import { PlaceRules } from './place-rules';
import { QuotaBars } from './quota-bars';

/** The places of a body, or for the host of all, the rules that hold for them, and what bodies pass on to each other. */
export function PlacesPage() {
  const t = useText();
  const { grants } = useViewer();
  const conferenceId = useConferenceId();
  const facts = useConferenceFacts();
  const own = grants.flatMap(({ role, body, conference }) =>
    role === 'PARTNER_COORDINATOR' && body !== null && conference.id === conferenceId ? [body] : [],
  );
  return (
    <ConsolePage title={t('places.title')}>
      <QuotaBars />
      <Reading read={facts}>
        {({ conference, bodies, host }) => (
          <>
            {conference !== null && <PlaceRules conference={conference} hostName={host?.name ?? ''} />}
            <h2 className="govuk-heading-m">{t('placeOffers.title')}</h2>
            {conference?.placeTransfers === 'OFF' ? (
              <p className="govuk-body app-reading">{t('placeOffers.off')}</p>
            ) : (
              <p className="govuk-body app-reading">
                {t(
                  conference?.placeTransfers === 'WITH_HOST' ? 'placeOffers.withHost' : 'placeOffers.between',
                )}
              </p>
            )}
            <PlaceOffers />
            {conference !== null && conference.placeTransfers !== 'OFF' && own.length > 0 && (
              <OfferPlaces
                own={own}
                others={bodies.filter(({ kind }) => kind === 'PARTNER')}
                constituencies={conference.constituencies}
              />
            )}
          </>
        )}
      </Reading>
    </ConsolePage>
  );
}
