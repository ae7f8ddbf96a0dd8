import { useState } from 'react';
import { useClient } from 'urql';
import { useController } from 'react-hook-form';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import { useAct } from '../../api/use-act';
import { useRefusalText } from '../../api/use-refusal-text';
import { ActForm } from '../../form/act-form';
import { Tick } from '../../form/tick';
import { requiredText } from '../../form/text-rules';
import { useActForm } from '../../form/use-act-form';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Combobox } from '../../ui/combobox';
import { DataTable } from '../../ui/data-table';
import { TextInput } from '../../ui/fields';
import { Details, Notification } from '../../ui/text-blocks';
import { useConferenceId } from '../conference/current-conference';
import { CountriesQuery, type Country } from '../conference/operations';
import { toOption, useCountries } from '../conference/use-countries';
import { SetCountryMutation } from './operations';
import { names as namesInTrail, WhoSaved } from './who-saved';

/** A country in the languages of the pages. */
interface NamedCountry {
  readonly en: Country;
  readonly fr: Country;
}

/** How the conference names countries and territories, and which of them its menus offer. */
export function Countries() {
  const t = useText();
  const english = useCountries('en');
  const french = useCountries('fr');
  const [saved, setSaved] = useState<string>();
  return (
    <Reading read={english}>
      {(inEnglish, refreshEnglish) => (
        <Reading read={french}>
          {(inFrench, refreshFrench) => {
            const countries = joined(inEnglish.countries, inFrench.countries);
            const done = (name: string) => {
              setSaved(name);
              refreshEnglish();
              refreshFrench();
            };
            return (
              <>
                {saved !== undefined && (
                  <Notification title={t('general.success')} kind="success">
                    <p className="govuk-notification-banner__heading">
                      {t('countries.saved', { name: isolate(saved) })}
                    </p>
                  </Notification>
                )}
                <p className="govuk-body app-reading">{t('countries.how')}</p>
                <ChangedCountries countries={countries.filter(({ en }) => en.isChanged)} onDone={done} />
                <Details summary={t('countries.change')}>
                  <CountryForm countries={countries} onDone={done} />
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
  readonly onDone: (name: string) => void;
}

function ChangedCountries({ countries, onDone }: ChangedCountriesProps) {
  const t = useText();
  return (
    <DataTable
      caption={t('countries.title')}
      isCaptionHidden
      rows={countries}
      rowKey={({ en }) => en.code}
      empty={<p className="govuk-body">{t('countries.none')}</p>}
      columns={[
        { key: 'code', header: t('countries.code'), isRowHeader: true, cell: ({ en }) => en.code },
        { key: 'en', header: t('countries.english'), cell: ({ en }) => <bdi>{en.name}</bdi> },
        { key: 'fr', header: t('countries.french'), cell: ({ fr }) => <bdi>{fr.name}</bdi> },
        {
          key: 'offered',
          header: t('countries.offered'),
          cell: ({ en }) => t(en.isOffered ? 'countries.yes' : 'countries.no'),
        },
        {
          key: 'back',
          header: t('countries.takeBack'),
          cell: ({ en }) => <TakeBack country={en} onDone={onDone} />,
        },
      ]}
    />
  );
}

function TakeBack({
  country,
  onDone,
}: {
  readonly country: Country;
  readonly onDone: (name: string) => void;
}) {
  const t = useText();
  const conferenceId = useConferenceId();
  const refusalText = useRefusalText('setCountry');
  const { act, isActing } = useAct(SetCountryMutation, { also: ['Country'] });
  const [problem, setProblem] = useState<string>();
  const takeBack = async () => {
    const outcome = await act((idempotencyKey) => ({
      input: {
        idempotencyKey,
        conferenceId,
        code: country.code,
        names: null,
        isOffered: null,
        expectedNames: [{ language: 'en', name: country.name }],
        expectedIsOffered: country.isOffered,
      },
    }));
    if (outcome.kind === 'done') onDone(country.name);
    else if (outcome.kind === 'refused')
      setProblem(outcome.errors.map((error) => refusalText(error)).join(' '));
    else setProblem(t(`failure.${outcome.failure.kind}.text`));
  };
  return (
    <>
      <Button
        variant="secondary"
        isBusy={isActing}
        aria-label={t('countries.takeBackNamed', { name: isolate(country.name) })}
        onClick={() => void takeBack()}
      >
        {t('countries.takeBack')}
      </Button>
      {problem !== undefined && (
        <p className="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

const NOTHING = { code: '', en: '', fr: '', isOffered: true };

function CountryForm({ countries, onDone }: ChangedCountriesProps) {
  const t = useText();
  const conferenceId = useConferenceId();
  const { act } = useAct(SetCountryMutation, { also: ['Country'] });
  const find = (code: string) => countries.find(({ en }) => en.code === code);
  // What the typing began with: it stays while the page refreshes itself behind the form.
  const [seen, setSeen] = useState<NamedCountry>();
  const [newest, setNewest] = useState<NamedCountry>();
  const readNewest = useNewestCountry();
  const state = useActForm({
    id: 'country',
    mutation: 'setCountry',
    schema: z.object({
      code: requiredText('nomination.country.unknown').regex(/^[A-Z]{2}$/, 'nomination.country.unknown'),
      en: z.string().trim(),
      fr: z.string().trim(),
      isOffered: z.boolean(),
    }),
    defaults: NOTHING,
    act: ({ code, en, fr, isOffered }) => {
      const before = seen;
      const names = [
        ...(en === before?.en.name ? [] : [{ language: 'en', name: en === '' ? null : en }]),
        ...(fr === before?.fr.name ? [] : [{ language: 'fr', name: fr === '' ? null : fr }]),
      ];
      const offer = isOffered === before?.en.isOffered ? {} : { isOffered };
      const expected = before && {
        expectedNames: [
          { language: 'en', name: before.en.name },
          { language: 'fr', name: before.fr.name },
        ],
        expectedIsOffered: before.en.isOffered,
      };
      return act((idempotencyKey) => ({
        input: { idempotencyKey, conferenceId, code, names, ...offer, ...expected },
      }));
    },
    onDone: ({ country }, { en, code }) => {
      state.form.reset(NOTHING);
      setSeen(undefined);
      onDone(country?.name ?? (en === '' ? code : en));
    },
    onRefused: ({ code }) => {
      if (code !== 'VERSION_CONFLICT') return false;
      void readNewest(state.form.getValues('code')).then(setNewest);
      return true;
    },
  });
  const { field } = useController({ control: state.form.control, name: 'code' });
  const { id, error, errorPrefix } = state.field('code');
  const choose = (code: string) => {
    field.onChange(code);
    const chosen = find(code);
    setSeen(chosen);
    setNewest(undefined);
    if (chosen === undefined) return;
    show(chosen);
  };
  const show = (chosen: NamedCountry) => {
    state.form.setValue('en', chosen.en.name);
    state.form.setValue('fr', chosen.fr.name);
    state.form.setValue('isOffered', chosen.en.isOffered);
  };
  const goOn = (isTheirs: boolean) => {
    setSeen(newest);
    setNewest(undefined);
    if (isTheirs && newest !== undefined) show(newest);
    state.form.setFocus('en');
  };
  return (
    <>
      {newest !== undefined && <NamedMeanwhile country={newest} onGoOn={goOn} />}
      <ActForm state={state} submitLabel={t('countries.save')}>
        <Combobox
          {...field}
          onChange={choose}
          id={id}
          error={error}
          errorPrefix={errorPrefix}
          label={t('nomination.country')}
          options={countries.map(({ en }) => toOption(en))}
          countWords={(count) => t('nomination.countriesFound', { count })}
        />
        <TextInput
          {...state.field('en')}
          label={t('countries.english')}
          hint={t('countries.nameHint')}
          autoComplete="off"
          lang="en"
        />
        <TextInput {...state.field('fr')} label={t('countries.french')} autoComplete="off" lang="fr" />
        <Tick control={state.form.control} name="isOffered" label={t('countries.offered')} />
      </ActForm>
    </>
  );
}

interface NamedMeanwhileProps {
  readonly country: NamedCountry;
  readonly onGoOn: (isTheirs: boolean) => void;
}

/** What somebody else has saved while this person typed, and who; the person chooses what the form goes on with. */
function NamedMeanwhile({ country: { en, fr }, onGoOn }: NamedMeanwhileProps) {
  const t = useText();
  return (
    <div role="alert">
      <Notification title={t('general.important')}>
        <p className="govuk-notification-banner__heading">{t('countries.conflict')}</p>
        <WhoSaved action="country.set" isOfThis={(values) => namesInTrail(values, 'code', en.code)} />
        <p className="govuk-body">
          {t('countries.theirs', {
            english: isolate(en.name),
            french: isolate(fr.name),
            offered: t(en.isOffered ? 'countries.yes' : 'countries.no'),
          })}
        </p>
        <div className="govuk-button-group">
          <Button
            onClick={() => {
              onGoOn(false);
            }}
          >
            {t('conflict.keepMine')}
          </Button>
          <Button
            variant="secondary"
            onClick={() => {
              onGoOn(true);
            }}
          >
            {t('conflict.takeNewest')}
          </Button>
        </div>
      </Notification>
    </div>
  );
}

function useNewestCountry(): (code: string) => Promise<NamedCountry | undefined> {
  const client = useClient();
  const conferenceId = useConferenceId();
  return async (code) => {
    const find = async (language: string) => {
      const options = { requestPolicy: 'network-only' } as const;
      const { data } = await client.query(CountriesQuery, { conferenceId, language }, options).toPromise();
      return data?.countries.find((country) => country.code === code);
    };
    const [en, fr] = await Promise.all([find('en'), find('fr')]);
    return en && { en, fr: fr ?? en };
  };
}
