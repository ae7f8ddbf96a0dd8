import { BadgeName } from '../../ui/person-name';
import type { MessageId } from '../../i18n/catalogue.en';
import { useText } from '../../i18n/use-text';
import { SummaryList } from '../../ui/summary-list';
import { NOMINATION_LINES, PERSON_LINES, worded, type WordedLine } from './nomination-lines';
import type { NominationDetails } from './operations';
import { useLanguageName } from '../../i18n/use-language-name';
import { useCountryName } from '../conference/use-countries';

interface FactLine extends Pick<WordedLine, 'isProse'> {
  readonly name: string;
  readonly label: MessageId;
}

/** Everything that was said about the person and the nomination. */
export function NominationFacts({ nomination }: { readonly nomination: NominationDetails }) {
  const t = useText();
  const countryName = useCountryName();
  const languageName = useLanguageName();
  const { person, organisation } = nomination;
  const typed = (value: string | null) => (value === null ? t('general.notGiven') : <bdi>{value}</bdi>);
  const factOf = ({ name, label, isProse }: FactLine, said: string | null) => ({
    key: name,
    label: t(label),
    value: isProse === true ? <div className="app-typed-text">{typed(said)}</div> : typed(said),
  });
  const organisationOf = ({ name }: { readonly name: string }) =>
    factOf({ name: 'organisationRef', label: 'nomination.organisationRef' }, name);
  const secondReason = factOf(
    { name: 'secondReason', label: 'nomination.secondReason', isProse: true },
    nomination.secondReason,
  );
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
        ...worded(PERSON_LINES)
          .filter(({ isOfName }) => isOfName !== true)
          .flatMap((line) => [
            factOf(line, person[line.name]),
            ...(line.name === 'organisation' && organisation !== null ? [organisationOf(organisation)] : []),
          ]),
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
        ...worded(NOMINATION_LINES)
          .filter(({ name, isRare }) => isRare !== true || nomination[name] !== null)
          .map((line) => factOf(line, nomination[line.name])),
        ...(nomination.secondReason === null ? [] : [secondReason]),
      ]}
    />
  );
}
