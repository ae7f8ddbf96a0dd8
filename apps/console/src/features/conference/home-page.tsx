import { FormattedDateTimeRange } from 'react-intl';
import { useSearchParams } from 'react-router';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { LinkButton } from '../../ui/link-button';
import { Notification } from '../../ui/text-blocks';
import { startPageFor } from '../access/pages';
import { useSession } from '../access/session';
import { PublicConferencesQuery, type PublicConference } from './operations';

/** What Plenary is for, which conference it serves here, and the way in. */
export function HomePage() {
  const t = useText();
  const { service, viewer, grants } = useSession();
  const [parameters] = useSearchParams();
  const read = useRead(PublicConferencesQuery, {});
  const conferences = read.state === 'ready' ? read.data.conferences : [];
  return (
    <ConsolePage title={t('home.title', { name: service.name })}>
      {parameters.has('signed-out') && viewer === null && (
        <Notification title={t('general.success')} kind="success" of="signed out">
          <p className="govuk-notification-banner__heading">{t('home.signedOut')}</p>
        </Notification>
      )}
      <div className="app-reading">
        <p className="govuk-body-l">{t('home.lead')}</p>
        <ul className="govuk-list govuk-list--bullet">
          <li>{t('home.forPartners')}</li>
          <li>{t('home.forHost')}</li>
          <li>{t('home.forInvitees')}</li>
        </ul>
        <div className="govuk-button-group">
          {viewer === null ? (
            <>
              <LinkButton to="/sign-in">{t('access.signIn')}</LinkButton>
              {service.isDemonstration && (
                <LinkButton to="/demonstration" variant="secondary">
                  {t('access.samplePeople')}
                </LinkButton>
              )}
            </>
          ) : (
            <LinkButton to={startPageFor(grants)}>{t('home.goToWork')}</LinkButton>
          )}
        </div>
      </div>
      {conferences.map((conference) => (
        <ConferencePart key={conference.id} conference={conference} />
      ))}
    </ConsolePage>
  );
}

function ConferencePart({ conference }: { readonly conference: PublicConference }) {
  const t = useText();
  const { principles, themes } = conference;
  return (
    <section aria-labelledby={`conference-${conference.slug}`} className="app-reading">
      <h2 className="govuk-heading-m" id={`conference-${conference.slug}`}>
        <bdi>{conference.name}</bdi>
      </h2>
      <p className="govuk-body">
        <Text
          id="home.whenAndWhere"
          values={{
            dates: <Dates conference={conference} />,
            venue: conference.venue,
            city: conference.city,
          }}
        />
      </p>
      {principles.length > 0 && (
        <>
          <h3 className="govuk-heading-s">{t('home.principles')}</h3>
          <ol className="govuk-list govuk-list--number">
            {principles.map((principle) => (
              <li key={principle.id}>{principle.text}</li>
            ))}
          </ol>
        </>
      )}
      {themes.length > 0 && (
        <>
          <h3 className="govuk-heading-s">{t('home.themes')}</h3>
          <ul className="govuk-list govuk-list--bullet">
            {themes.map((theme) => (
              <li key={theme.id}>{theme.name}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Dates({ conference }: { readonly conference: PublicConference }) {
  const { startsOn, endsOn } = conference;
  // Days of a calendar, not moments: read and written in one zone, so that they fall on the same day everywhere.
  return (
    <FormattedDateTimeRange
      from={new Date(`${startsOn}T12:00:00Z`)}
      to={new Date(`${endsOn}T12:00:00Z`)}
      day="numeric"
      month="long"
      year="numeric"
      timeZone="UTC"
    />
  );
}
