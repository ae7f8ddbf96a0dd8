import { useCallback } from 'react';
import type { MessageId } from '../../i18n/catalogue.en';
import { useLanguageName } from '../../i18n/use-language-name';
import { useText } from '../../i18n/use-text';
import { useCountryName } from '../conference/use-countries';
import type { Merge, PairSide } from './operations';

export type Fact = Merge['facts'][number]['fact'];

/** What one nomination can take from the other, in the order of the page. */
const FACTS = {
  NAME: ['name', 'nomination.name'],
  BADGE_NAME: ['badgeName', 'pairs.badgeName'],
  HONORIFIC: ['honorific', 'pairs.honorific'],
  ORGANISATION: ['organisation', 'nomination.organisation'],
  JOB_TITLE: ['jobTitle', 'nomination.jobTitle'],
  COUNTRY: ['country', 'nomination.country'],
  LANGUAGE: ['language', 'nomination.language'],
} as const satisfies Readonly<Record<Fact, readonly [keyof PairSide['person'], MessageId]>>;
const ALL = Object.keys(FACTS) as Fact[];

export const factOf = ({ person }: PairSide, fact: Fact): string | null => person[FACTS[fact][0]];
export const factsThatDiffer = (one: PairSide, other: PairSide): Fact[] =>
  ALL.filter((fact) => factOf(one, fact) !== factOf(other, fact));

/** The words for a fact, and for what it says. */
export function useFactWords(): {
  readonly label: (fact: Fact) => string;
  readonly said: (fact: Fact, value: string | null) => string;
} {
  const t = useText();
  const countryName = useCountryName();
  const languageName = useLanguageName();
  const label = useCallback((fact: Fact) => t(FACTS[fact][1]), [t]);
  const said = (fact: Fact, value: string | null): string => {
    if (value === null) return t('general.notGiven');
    if (fact === 'COUNTRY') return countryName(value);
    return fact === 'LANGUAGE' ? languageName(value) : value;
  };
  return { label, said };
}
