import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text';
import { History } from '../nominations/history';
import { NominationFacts } from '../nominations/nomination-facts';
import { QuotaBar } from '../places/quota-bar';
import type { Act } from './acts';
import { Duplicates, Recommendations, ScreeningResults } from './evidence';
import type { InboxNomination } from './operations';
import { SignOffs } from './sign-offs';

interface InboxEvidenceProps {
  readonly nomination: InboxNomination;
  readonly chosen: Act | undefined;
}

/** Refusing or reserving gives back the place that the submission holds. */
function changeOf(act: Act | undefined): -1 | 0 | 1 {
  if (act === 'promote') return 1;
  return act === 'refuse' || act === 'reserve' ? -1 : 0;
}

/** All that a decision needs, on one page: the person, the checks, possible duplicates, places and history. */
export function InboxEvidence({ nomination, chosen }: InboxEvidenceProps) {
  const t = useText();
  return (
    <div className="app-columns">
      <div>
        <Part id="screening" title={t('screening.title')}>
          <ScreeningResults screening={nomination.screening ?? []} />
        </Part>
        <Part id="recommendations" title={t('recommendations.title')}>
          <Recommendations entries={nomination.recommendations ?? []} />
        </Part>
        {nomination.signOffs !== null && nomination.signOffs.needed > 1 && (
          <Part id="sign-offs" title={t('signOffs.title')}>
            <SignOffs progress={nomination.signOffs} />
          </Part>
        )}
        <Part id="facts" title={t('inbox.facts')}>
          <NominationFacts nomination={nomination} />
        </Part>
      </div>
      <div>
        {nomination.quotaBalance !== null && (
          <Part id="quota" title={t('quota.title')}>
            <QuotaBar balance={nomination.quotaBalance} change={changeOf(chosen)} isBodyShown />
          </Part>
        )}
        <Part id="duplicates" title={t('duplicates.title')}>
          <Duplicates of={nomination} />
        </Part>
        <Part id="history" title={t('history.title')}>
          <History nomination={nomination} />
        </Part>
      </div>
    </div>
  );
}

function Part({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section aria-labelledby={`${id}-heading`}>
      <h2 className="govuk-heading-m" id={`${id}-heading`}>
        {title}
      </h2>
      {children}
    </section>
  );
}
