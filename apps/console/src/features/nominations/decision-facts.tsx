import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { InsetText } from '../../ui/text-blocks';
import type { NominationDetails } from './operations';

/** The host's decision, as far as the person may know it: before the release there is none to see. */
export function DecisionFacts({ decision }: { readonly decision: NominationDetails['decision'] }) {
  const t = useText();
  const time = usePlainTime();
  if (decision === null) return null;
  const { outcome, reasonCode, reasonText, decidedBy, onBehalfOf, decidedAt, releasedAt } = decision;
  return (
    <section aria-labelledby="decision-heading">
      <h2 className="govuk-heading-m" id="decision-heading">
        {t('decision.title')}
      </h2>
      <InsetText>
        <p className="govuk-body">
          <strong>{t(`decisionOutcome.${outcome}`)}</strong>
          {reasonCode !== null && (
            <>
              {t('general.colon')}
              {t(`reasonCode.${reasonCode}`)}
            </>
          )}
        </p>
        {reasonText !== null && (
          <p className="govuk-body">
            <bdi>{reasonText}</bdi>
          </p>
        )}
        <p className="govuk-body-s app-muted">
          {decidedBy === null ? (
            time.full(decidedAt)
          ) : (
            <Text
              id={onBehalfOf === null ? 'decision.by' : 'decision.byOnBehalfOf'}
              values={{
                name: <bdi>{decidedBy.name}</bdi>,
                absent: <bdi>{onBehalfOf?.name}</bdi>,
                at: time.full(decidedAt),
              }}
            />
          )}
          {releasedAt === null && (
            <>
              <br />
              {t('decision.notReleased')}
            </>
          )}
        </p>
      </InsetText>
    </section>
  );
}
