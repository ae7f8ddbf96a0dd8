import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useLanguageName } from '../../i18n/use-language-name';
import { useText } from '../../i18n/use-text';
import { SummaryList } from '../../ui/summary-list';
import { useCountryName } from '../conference/use-countries';
import type { Organisation } from './operations';

/** A day of the calendar, wherever the reader is. */
const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;

/** What an organisation is called and what it is. */
export function OrganisationFacts({ organisation }: { readonly organisation: Organisation }) {
  const t = useText();
  const countryName = useCountryName();
  const { formatDate, formatNumber } = useIntl();
  const { kind, countryCode, region, regionalGroup, names, aliases, webSite, mailDomains } = organisation;
  const { isListed, nominationCount, mergedInto, parent, directoryKey, formerNames, sortNames } =
    organisation;
  const row = (key: string, label: string, value: ReactNode) => ({ key, label, value });
  const given = (text: string | null) => (text === null ? t('general.notGiven') : <bdi>{text}</bdi>);
  const linked = (key: 'mergedInto' | 'parent', other: Organisation['mergedInto']) =>
    other === null ? [] : [row(key, t(`organisations.${key}`), <OrganisationLink {...other} />)];
  const inLanguages = (key: string, label: string, all: readonly InLanguage[] | null) =>
    all === null || all.length === 0 ? [] : [row(key, label, <NamesInLanguages names={all} />)];
  const list = (texts: readonly string[] | null) =>
    given(texts === null || texts.length === 0 ? null : texts.join(', '));
  return (
    <div className="app-reading">
      <SummaryList
        rows={[
          ...linked('mergedInto', mergedInto),
          ...linked('parent', parent),
          row('kind', t('organisations.kind'), t(`organisationKind.${kind}`)),
          row('country', t('organisations.country'), given(countryCode && countryName(countryCode))),
          row(
            'region',
            t('organisations.region'),
            region === null ? t('general.notGiven') : t(`organisationRegion.${region}`),
          ),
          row(
            'group',
            t('organisations.regionalGroup'),
            regionalGroup === null ? t('general.notGiven') : t(`organisationGroup.${regionalGroup}`),
          ),
          row(
            'names',
            t('organisations.ownNames'),
            names === null || names.length === 0 ? (
              t(directoryKey === null ? 'general.notGiven' : 'organisations.followsDirectory')
            ) : (
              <NamesInLanguages
                names={names.map(({ language, official, short }) => ({
                  language,
                  name: [official, short].filter(Boolean).join(' · '),
                }))}
              />
            ),
          ),
          ...inLanguages(
            'formerNames',
            t('organisations.formerNames'),
            formerNames?.map(({ until, ...one }) => ({
              ...one,
              until: t('organisations.until', { day: formatDate(until, DAY) }),
            })) ?? null,
          ),
          ...inLanguages('sortNames', t('organisations.sortNames'), sortNames),
          row('aliases', t('organisations.aliases'), list(aliases)),
          row('webSite', t('organisations.webSite'), given(webSite)),
          row('mailDomains', t('organisations.mailDomains'), list(mailDomains)),
          row('listed', t('organisations.listed'), t(`organisationListed.${isListed ? 'YES' : 'NO'}`)),
          row('nominations', t('organisations.nominations'), formatNumber(nominationCount ?? 0)),
        ]}
      />
    </div>
  );
}

interface InLanguage {
  readonly language: string;
  readonly name: string;
  readonly until?: string;
}

function NamesInLanguages({ names }: { readonly names: readonly InLanguage[] }) {
  const languageName = useLanguageName();
  return (
    <ul className="govuk-list">
      {names.map(({ language, name, until }) => (
        <li key={`${language} ${name} ${until ?? ''}`}>
          {languageName(language)}: <bdi lang={language}>{name}</bdi> {until}
        </li>
      ))}
    </ul>
  );
}

export function OrganisationLink({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <Link className="govuk-link" to={`/organisations/${id}`}>
      <bdi>{name}</bdi>
    </Link>
  );
}
