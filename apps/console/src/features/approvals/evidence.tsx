import { Link } from 'react-router';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useSentence } from '../../i18n/use-sentence';
import { useText } from '../../i18n/use-text';
import { Tag, type TagColour } from '../../ui/tag';
import { BadgeName } from '../../ui/person-name';
import { StateTag } from '../nominations/plain-state';
import { JudgementWords } from './judgement-words';
import type { InboxNomination } from './operations';
import { Likeness } from './likeness';
import { pairPath } from './pair-path';

type Screening = NonNullable<InboxNomination['screening']>[number];

const COLOURS: Readonly<Record<Screening['state'], TagColour>> = {
  PENDING: 'grey',
  CLEAR: 'green',
  FLAGGED: 'orange',
  FAILED: 'red',
};

/** What the checks found. A check that failed is shown as such: it is not the same as finding nothing. */
export function ScreeningResults({ screening }: { readonly screening: readonly Screening[] }) {
  const t = useText();
  const sentence = useSentence();
  if (screening.length === 0) return <p className="govuk-body">{t('screening.none')}</p>;
  return (
    <ul className="govuk-list govuk-list--spaced">
      {screening.map((result) => (
        <li key={result.kind}>
          <Tag colour={COLOURS[result.state]}>{t(`screeningState.${result.state}`)}</Tag>{' '}
          <strong>{t(`screeningCheck.${result.kind}`)}</strong>
          {result.summary !== null && (
            <>
              {t('general.colon')}
              <bdi>{sentence(`finding.${result.finding ?? ''}`, result.values, result.summary)}</bdi>
            </>
          )}
          {result.state === 'FAILED' && (
            <>
              <br />
              {t('screening.failed', { attempts: result.attempts })}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Nominations that may be of the same person, from whichever body, the likeliest first, each with what was said of the pair. */
export function Duplicates({
  of,
}: {
  readonly of: Pick<InboxNomination, 'id' | 'state' | 'invitation' | 'duplicates'>;
}) {
  const t = useText();
  const duplicates = of.duplicates ?? [];
  if (duplicates.length === 0) return <p className="govuk-body">{t('duplicates.none')}</p>;
  return (
    <ul className="govuk-list govuk-list--spaced">
      {duplicates.map(({ nomination, judgement, ...duplicate }) => (
        <li key={nomination.id} className="app-box">
          <Link className="govuk-link" to={`/nominations/${nomination.id}`}>
            <bdi>{nomination.person.name}</bdi> (<bdi>{nomination.reference}</bdi>)
          </Link>
          <BadgeName person={nomination.person} /> <StateTag state={nomination.state} />
          <br />
          {nomination.person.organisation !== null && (
            <>
              <bdi>{nomination.person.organisation}</bdi>
              {', '}
            </>
          )}
          <Text id="duplicates.nominatedBy" values={{ body: <bdi>{nomination.body.name}</bdi> }} />
          <br />
          <Likeness of={duplicate} />
          <br />
          {judgement !== null && (
            <>
              <JudgementWords judgement={judgement} />{' '}
            </>
          )}
          <CompareLink to={pairPath(of, nomination)} />
        </li>
      ))}
    </ul>
  );
}

function CompareLink({ to }: { readonly to: string | undefined }) {
  const t = useText();
  if (to === undefined) return null;
  return (
    <Link className="govuk-link" to={to}>
      {t('duplicates.compare')}
    </Link>
  );
}

type RecommendationEntry = NonNullable<InboxNomination['recommendations']>[number];

/** What the officers recommend, newest first. */
export function Recommendations({ entries }: { readonly entries: readonly RecommendationEntry[] }) {
  const t = useText();
  const time = usePlainTime();
  if (entries.length === 0) return <p className="govuk-body">{t('recommendations.none')}</p>;
  return (
    <ul className="govuk-list govuk-list--spaced">
      {[...entries].reverse().map((entry) => (
        <li key={entry.id}>
          <strong>{t(`recommendation.${entry.recommendation}`)}</strong>
          {entry.note !== null && (
            <>
              {t('general.colon')}
              <bdi>{entry.note}</bdi>
            </>
          )}
          <span className="app-muted">
            <br />
            <bdi>{entry.by.name}</bdi>, {time.full(entry.at)}
          </span>
        </li>
      ))}
    </ul>
  );
}
