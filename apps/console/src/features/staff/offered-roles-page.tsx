import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { useState } from 'react';
import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { SummaryList } from '../../ui/summary-list';
import { Notification } from '../../ui/text-blocks';
import { changeSession } from '../access/session-change';
import { AcceptRoleMutation, DeclineRoleMutation, OfferedRolesQuery, type OfferedRole } from './operations';

/** Roles that somebody was asked to take. One begins when the person accepts it, and not before. */
export function OfferedRolesPage() {
  const t = useText();
  const read = useRead(OfferedRolesQuery, {});
  const [declined, setDeclined] = useState<OfferedRole>();
  return (
    <ConsolePage title={t('offers.title')}>
      <div className="app-reading">
        <Reading read={read}>
          {({ viewer }, refresh) => {
            const offers = viewer?.offeredRoles ?? [];
            return (
              <>
                {declined !== undefined && (
                  <Notification title={t('general.success')} kind="success" of={declined}>
                    <p className="govuk-notification-banner__heading">
                      <Text id="offers.declined" values={{ role: t(`role.${declined.role}`) }} />
                    </p>
                  </Notification>
                )}
                {offers.length === 0 ? (
                  <p className="govuk-body">
                    {t('offers.none')}{' '}
                    <Link className="govuk-link" to="/">
                      {t('offers.goOn')}
                    </Link>
                  </p>
                ) : (
                  <p className="govuk-body">{t('offers.how')}</p>
                )}
                {offers.map((offer) => (
                  <Offer
                    key={offer.id}
                    offer={offer}
                    // With a role the person is somebody else to every page: all of them are loaded anew.
                    onAccepted={() => {
                      changeSession(offers.length > 1 ? '/roles' : '/');
                    }}
                    onDeclined={() => {
                      setDeclined(offer);
                      refresh();
                    }}
                  />
                ))}
              </>
            );
          }}
        </Reading>
      </div>
    </ConsolePage>
  );
}

interface OfferProps {
  readonly offer: OfferedRole;
  readonly onAccepted: () => void;
  readonly onDeclined: () => void;
}

function Offer({ offer, onAccepted, onDeclined }: OfferProps) {
  const t = useText();
  const time = usePlainTime();
  const accepting = useMutationButton(AcceptRoleMutation, { onDone: onAccepted });
  const declining = useMutationButton(DeclineRoleMutation, { onDone: onDeclined });
  const role = t(`role.${offer.role}`);
  const within = offer.body?.name ?? offer.organisationName;
  const title = t('offers.one', { role, conference: isolate(offer.conference.name) });
  const headingId = `offer-${offer.id}`;

  /** What one button has said goes when the other is pressed. */
  const press = (one: typeof accepting, other: typeof declining) => {
    other.forgetProblem();
    void one.press({ id: offer.id, input: {} });
  };
  return (
    <section aria-labelledby={headingId}>
      <h2 className="govuk-heading-m" id={headingId}>
        {title}
      </h2>
      <SummaryList
        rows={[
          { key: 'role', label: t('staff.role'), value: t(`staff.roleHint.${offer.role}`) },
          {
            key: 'body',
            label: t('staff.body'),
            value: within === null ? t('staff.wholeConference') : <bdi>{within}</bdi>,
          },
          { key: 'since', label: t('offers.since'), value: time.day(offer.grantedAt) },
        ]}
      />
      <Problem of={accepting.problem ?? declining.problem} />
      <div className="govuk-button-group">
        <Button
          isBusy={accepting.isActing}
          aria-label={t('offers.acceptNamed', { role })}
          onClick={() => {
            press(accepting, declining);
          }}
        >
          {t('offers.accept')}
        </Button>
        <Button
          variant="secondary"
          isBusy={declining.isActing}
          aria-label={t('offers.declineNamed', { role })}
          onClick={() => {
            press(declining, accepting);
          }}
        >
          {t('offers.decline')}
        </Button>
      </div>
    </section>
  );
}
