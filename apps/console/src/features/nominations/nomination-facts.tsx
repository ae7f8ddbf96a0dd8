import { BadgeName } from './badge-name';
import { useText } from '../../i18n/use-text';
import { SummaryList } from '../../ui/summary-list';
import type { NominationDetails } from './operations';
import { useLanguageName } from '../../i18n/use-language-name';
import { useCountryName } from '../conference/use-countries';

/** Everything that was said about the person and the nomination. */
export function NominationFacts({ nomination }: { readonly nomination: NominationDetails }) {
  const t = useText();
  const countryName = useCountryName();
  const languageName = useLanguageName();
  const { person } = nomination;
  const typed = (value: string | null) => (value === null ? t('general.notGiven') : <bdi>{value}</bdi>);
  return (
    <SummaryList
      rows={[
        {
          key: 'name',
          label: t('nomination.name'),
          value: (
            <>
              <bdi>{[person.honorific, person.name].filter(Boolean).join(' ')}</bdi>
              <BadgeName person={person} />
            </>
          ),
        },
        { key: 'organisation', label: t('nomination.organisation'), value: typed(person.organisation) },
        { key: 'jobTitle', label: t('nomination.jobTitle'), value: typed(person.jobTitle) },
        {
          key: 'country',
          label: t('nomination.country'),
          value: typed(person.country && countryName(person.country)),
        },
        { key: 'email', label: t('nomination.email'), value: typed(person.email) },
        {
          key: 'language',
          label: t('nomination.language'),
          value: typed(person.language && languageName(person.language)),
        },
        { key: 'body', label: t('nomination.body'), value: <bdi>{nomination.body.name}</bdi> },
        {
          key: 'constituency',
          label: t('nomination.constituency'),
          value: <bdi>{nomination.constituency.name}</bdi>,
        },
        { key: 'capacity', label: t('nomination.capacity'), value: t(`capacity.${nomination.capacity}`) },
        { key: 'rank', label: t('nomination.rank'), value: nomination.rank ?? t('general.notGiven') },
        {
          key: 'justification',
          label: t('nomination.justification'),
          value: <div className="app-typed-text">{typed(nomination.justification)}</div>,
        },
      ]}
    />
  );
}
