import { useState } from 'react';
import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useAct, type Outcome, type Payload } from '../../api/use-act';
import { useRead } from '../../api/use-read';
import { useRefusalText } from '../../api/use-refusal-text';
import { ConsolePage } from '../../app/console-page';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { SummaryList } from '../../ui/summary-list';
import { Notification } from '../../ui/text-blocks';
import { changeSession } from './session-change';
import {
  AcceptRoleMutation,
  DeclineRoleMutation,
  OfferedRolesQuery,
  type OfferedRole,
} from './staff-operations';

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
  const acceptRefusal = useRefusalText('acceptRole');
  const declineRefusal = useRefusalText('declineRole');
  const accepting = useAct(AcceptRoleMutation);
  const declining = useAct(DeclineRoleMutation);
  const [problem, setProblem] = useState<string>();
  const role = t(`role.${offer.role}`);
  const title = t('offers.one', { role, conference: isolate(offer.conferenceName) });
  const headingId = `offer-${offer.id}`;

  const tell = (outcome: Outcome<Payload>, words: typeof acceptRefusal) => {
    if (outcome.kind === 'refused') setProblem(outcome.errors.map((error) => words(error)).join(' '));
    else if (outcome.kind === 'failed') setProblem(t(`failure.${outcome.failure.kind}.text`));
  };
  const variables = (idempotencyKey: string) => ({ id: offer.id, input: { idempotencyKey } });
  const accept = async () => {
    setProblem(undefined);
    const outcome = await accepting.act(variables);
    if (outcome.kind === 'done') onAccepted();
    else tell(outcome, acceptRefusal);
  };
  const decline = async () => {
    setProblem(undefined);
    const outcome = await declining.act(variables);
    if (outcome.kind === 'done') onDeclined();
    else tell(outcome, declineRefusal);
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
            value: offer.bodyName === null ? t('staff.wholeConference') : <bdi>{offer.bodyName}</bdi>,
          },
          { key: 'since', label: t('offers.since'), value: time.day(offer.offeredAt) },
        ]}
      />
      {problem !== undefined && (
        <p className="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
      <div className="govuk-button-group">
        <Button
          isBusy={accepting.isActing}
          aria-label={t('offers.acceptNamed', { role })}
          onClick={() => void accept()}
        >
          {t('offers.accept')}
        </Button>
        <Button
          variant="secondary"
          isBusy={declining.isActing}
          aria-label={t('offers.declineNamed', { role })}
          onClick={() => void decline()}
        >
          {t('offers.decline')}
        </Button>
      </div>
    </section>
  );
}
