import { useState } from 'react';
import { useController } from 'react-hook-form';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import { useAct, type Refusal } from '../../api/use-act';
import { useFresh } from '../../api/use-fresh';
import { useRefusalText } from '../../api/use-refusal-text';
import { ActForm } from '../../form/act-form';
import { SavedMeanwhile } from '../../form/saved-meanwhile';
import { Tick } from '../../form/tick';
import { requiredText } from '../../form/text-rules';
import { useActForm } from '../../form/use-act-form';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Combobox } from '../../ui/combobox';
import { DataTable } from '../../ui/data-table';
import { TextInput } from '../../ui/fields';
import { Details, Notification } from '../../ui/text-blocks';
import { names as namesInTrail, useWhoSaved } from '../audit/use-who-saved';
import { useConferenceId } from '../conference/current-conference';
import { CountriesQuery, type Country } from '../conference/operations';
import { toOption, useCountries } from '../conference/use-countries';
import { SetCountryMutation } from './operations';

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
            const refresh = () => {
              refreshEnglish();
              refreshFrench();
            };
            const done = (name: string) => {
              setSaved(name);
              refresh();
            };
            return (
              <>
                {saved !== undefined && (
                  <Notification title={t('general.success')} kind="success" of={saved}>
                    <p className="govuk-notification-banner__heading">
                      {t('countries.saved', { name: isolate(saved) })}
                    </p>
                  </Notification>
                )}
                <p className="govuk-body app-reading">{t('countries.how')}</p>
                <ChangedCountries
                  countries={countries.filter(({ en }) => en.isChanged)}
                  onDone={done}
                  onStale={refresh}
                />
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
  /** Somebody else was faster: the list is read anew */
  readonly onStale: () => void;
}

function ChangedCountries({ countries, onDone, onStale }: ChangedCountriesProps) {
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

function TakeBack({ country: { en, fr }, onDone, onStale }: TakeBackProps) {
  const t = useText();
  const conferenceId = useConferenceId();
  const refusalText = useRefusalText('setCountry');
  const { act, isActing } = useAct(SetCountryMutation, { also: ['Country'] });
  const whoSaved = useWhoSavedCountry();
  const [problem, setProblem] = useState<string>();
  /** What somebody else has saved since is shown in the list, with who it was: it is not taken back unseen. */
  const explain = async (errors: readonly Refusal[]) => {
    const said = errors.map((error) => refusalText(error));
    if (errors.some(({ code }) => code === 'VERSION_CONFLICT')) {
      said.push(t('conflict.changedBy', { author: await whoSaved(en.code) }));
      onStale();
    }
    setProblem(said.join(' '));
  };
  const takeBack = async () => {
    setProblem(undefined);
    const outcome = await act((idempotencyKey) => ({
      input: {
        idempotencyKey,
        conferenceId,
        code: en.code,
        names: null,
        isOffered: null,
        expectedNames: namesOf({ en, fr }),
        expectedIsOffered: en.isOffered,
      },
    }));
    if (outcome.kind === 'done') onDone(en.name);
    else if (outcome.kind === 'refused') await explain(outcome.errors);
    else setProblem(t(`failure.${outcome.failure.kind}.text`));
  };
  return (
    <>
      <Button
        variant="secondary"
        isBusy={isActing}
        aria-label={t('countries.takeBackNamed', { name: isolate(en.name) })}
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

function CountryForm({ countries, onDone }: Omit<ChangedCountriesProps, 'onStale'>) {
  const t = useText();
  const conferenceId = useConferenceId();
  const { act } = useAct(SetCountryMutation, { also: ['Country'] });
  const find = (code: string) => countries.find(({ en }) => en.code === code);
  // What the typing began with: it stays while the page refreshes itself behind the form.
  const [seen, setSeen] = useState<NamedCountry>();
  const [newest, setNewest] = useState<{ readonly country: NamedCountry; readonly author: string }>();
  const newestOf = useNewestCountry();
  const whoSaved = useWhoSavedCountry();
  const readNewest = async (code: string) => {
    const [country, author] = await Promise.all([newestOf(code), whoSaved(code)]);
    if (country === undefined) return t('conflict.unread');
    setNewest({ country, author });
    return true;
  };
  const inWords = (english: string, french: string, isOffered: boolean) =>
    t('countries.values', {
      english: english === '' ? t('general.notGiven') : isolate(english),
      french: french === '' ? t('general.notGiven') : isolate(french),
      offered: t(isOffered ? 'countries.yes' : 'countries.no'),
    });
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
        expectedNames: namesOf(before),
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
    onRefused: ({ code }) => code === 'VERSION_CONFLICT' && readNewest(seen?.en.code ?? ''),
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
    setSeen(newest?.country);
    setNewest(undefined);
    if (isTheirs && newest !== undefined) show(newest.country);
    state.form.setFocus('en');
  };
  const typed = state.form.getValues();
  return (
    <>
      {newest !== undefined && (
        <SavedMeanwhile
          of={newest}
          title={t('countries.conflict')}
          author={newest.author}
          theirs={inWords(newest.country.en.name, newest.country.fr.name, newest.country.en.isOffered)}
          mine={inWords(typed.en, typed.fr, typed.isOffered)}
          onGoOn={goOn}
        />
      )}
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

/** What the service compares, in the languages of the pages. */
const namesOf = ({ en, fr }: NamedCountry) => [
  { language: 'en', name: en.name },
  { language: 'fr', name: fr.name },
];

function useWhoSavedCountry(): (code: string) => Promise<string> {
  const whoSaved = useWhoSaved();
  return (code) =>
    whoSaved({ action: 'country.set', isOfThis: (values) => namesInTrail(values, 'code', code) });
}

function useNewestCountry(): (code: string) => Promise<NamedCountry | undefined> {
  const fresh = useFresh();
  const conferenceId = useConferenceId();
  return async (code) => {
    const find = async (language: string) =>
      (await fresh(CountriesQuery, { conferenceId, language }))?.countries.find((one) => one.code === code);
    const [en, fr] = await Promise.all([find('en'), find('fr')]);
    return en && fr && { en, fr };
  };
}
