import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { useState } from 'react';
import { Reading } from '../../api/reading';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { DataTable } from '../../ui/data-table';
import { Details, Notification } from '../../ui/text-blocks';
import { useConferenceId } from '../conference/current-conference';
import type { Country } from '../conference/operations';
import { useCountries } from '../conference/use-countries';
import { CountryForm } from './country-form';
import {
  NAME_IN,
  namesOf,
  useOwnLanguage,
  useWhoSavedCountry,
  type Done,
  type NamedCountry,
} from './named-country';
import { SetCountryMutation } from './operations';

/** How the conference names countries and territories, and which of them its menus offer. */
export function Countries() {
  const t = useText();
  const english = useCountries('en');
  const french = useCountries('fr');
  const [done, setDone] = useState<Done>();
  return (
    <Reading read={english}>
      {(inEnglish, refreshEnglish) => (
        <Reading read={french}>
          {(inFrench, refreshFrench) => {
            const countries = joined(inEnglish.countries, inFrench.countries);
            const refresh = () => {
              refreshEnglish();
              refreshFrench();
            };
            const tell = (what: Done) => {
              setDone(what);
              refresh();
            };
            return (
              <>
                {done !== undefined && (
                  <Notification title={t('general.success')} kind="success" of={done}>
                    <p className="govuk-notification-banner__heading">
                      {t(`countries.${done.act}`, { name: isolate(done.name) })}
                    </p>
                  </Notification>
                )}
                <p className="govuk-body app-reading">{t('countries.how')}</p>
                <ChangedCountries
                  countries={countries.filter(({ en }) => en.isChanged)}
                  onDone={tell}
                  onStale={refresh}
                />
                <Details summary={t('countries.change')}>
                  <CountryForm countries={countries} onDone={tell} />
                </Details>
              </>
            );
          }}
        </Reading>
      )}
    </Reading>
  );
}

function joined(english: readonly Country[], french: readonly Country[]): readonly NamedCountry[] {
  const inFrench = new Map(french.map((country) => [country.code, country]));
  return english.map((en) => ({ en, fr: inFrench.get(en.code) ?? en }));
}

interface ChangedCountriesProps {
  readonly countries: readonly NamedCountry[];
  readonly onDone: (done: Done) => void;
  /** Somebody else was faster: the list is read anew */
  readonly onStale: () => void;
}

function ChangedCountries({ countries, onDone, onStale }: ChangedCountriesProps) {
  const t = useText();
  // A row is named as the page names the country; the name in the other language stands beside it.
  const own = useOwnLanguage();
  const other = own === 'en' ? 'fr' : 'en';
  return (
    <DataTable
      caption={t('countries.title')}
      isCaptionHidden
      rows={countries}
      rowKey={({ en }) => en.code}
      empty={<p className="govuk-body">{t('countries.none')}</p>}
      columns={[
        {
          key: own,
          header: t(NAME_IN[own]),
          isRowHeader: true,
          cell: (country) => <bdi>{country[own].name}</bdi>,
        },
        { key: other, header: t(NAME_IN[other]), cell: (country) => <bdi>{country[other].name}</bdi> },
        { key: 'code', header: t('countries.code'), cell: ({ en }) => en.code },
        {
          key: 'offered',
          header: t('countries.offered'),
          cell: ({ en }) => t(en.isOffered ? 'countries.yes' : 'countries.no'),
        },
        {
          key: 'back',
          header: t('countries.takeBack'),
          isAct: true,
          cell: (country) => <TakeBack country={country} onDone={onDone} onStale={onStale} />,
        },
      ]}
    />
  );
}

interface TakeBackProps extends Pick<ChangedCountriesProps, 'onDone' | 'onStale'> {
  readonly country: NamedCountry;
}

function TakeBack({ country, onDone, onStale }: TakeBackProps) {
  const t = useText();
  const { en, fr } = country;
  const { name } = country[useOwnLanguage()];
  const conferenceId = useConferenceId();
  const whoSaved = useWhoSavedCountry();
  const { press, isActing, problem } = useMutationButton(SetCountryMutation, {
    also: ['Country'],
    onDone: () => {
      onDone({ act: 'takenBack', name });
    },
    // What somebody else has saved since is shown in the list, with who it was: it is not taken back unseen.
    onRefused: async ({ code }) => {
      if (code !== 'VERSION_CONFLICT') return '';
      const author = await whoSaved(en.code);
      onStale();
      return t('conflict.changedBy', { author });
    },
  });
  const takeBack = () =>
    press({
      input: {
        conferenceId,
        code: en.code,
        names: null,
        isOffered: null,
        expectedNames: namesOf({ en, fr }),
        expectedIsOffered: en.isOffered,
      },
    });
  return (
    <>
      <Button
        variant="secondary"
        isBusy={isActing}
        aria-label={t('countries.takeBackNamed', { name: isolate(name) })}
        onClick={() => void takeBack()}
      >
        {t('countries.takeBack')}
      </Button>
      <Problem of={problem} />
    </>
  );
}
