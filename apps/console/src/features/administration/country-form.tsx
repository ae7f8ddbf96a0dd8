import { useState } from 'react';
import { useController } from 'react-hook-form';
import { z } from 'zod';
import type { Refusal } from '../../api/use-act';
import { useFresh } from '../../api/use-fresh';
import { useRefusalText } from '../../api/use-refusal-text';
import { ActForm } from '../../form/act-form';
import { SavedMeanwhile } from '../../form/saved-meanwhile';
import { LONGEST, optionalText, orNull, requiredText } from '../../form/text-rules';
import { Tick } from '../../form/tick';
import { useMutationForm } from '../../form/use-mutation-form';
import { isolate, useText } from '../../i18n/use-text';
import { Combobox } from '../../ui/combobox';
import { TextInput } from '../../ui/fields';
import { useConferenceId } from '../conference/current-conference';
import { CountriesQuery } from '../conference/operations';
import { toOption } from '../conference/use-countries';
import {
  LANGUAGES,
  namesOf,
  useOwnLanguage,
  useWhoSavedCountry,
  type Done,
  type Language,
  type NamedCountry,
} from './named-country';
import { SetCountryMutation } from './operations';

const NOTHING = { code: '', en: '', fr: '', isOffered: true };

interface CountryFormProps {
  readonly countries: readonly NamedCountry[];
  readonly onDone: (done: Done) => void;
}

/** Says how the conference names one country, and whether menus offer it. */
export function CountryForm({ countries, onDone }: CountryFormProps) {
  const t = useText();
  const conferenceId = useConferenceId();
  const refusalText = useRefusalText(SetCountryMutation);
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
  const own = useOwnLanguage();
  /** The languages in which the name is not what the typing began with, in the order in which they are sent. */
  const changed = (typed: NamesTyped) =>
    LANGUAGES.filter((language) => typed[language] !== seen?.[language].name);
  /** The service counts the names that were sent: its refusal belongs beside the name of that language. */
  const atName = (refusal: Refusal, { code, ...names }: NamesTyped & { readonly code: string }) => {
    const [, list, index] = refusal.path;
    const control = list === 'names' ? changed(names)[Number(index)] : undefined;
    if (control === undefined) return false;
    const twin = countries.find((one) => one[control].name === names[control] && one.en.code !== code);
    const message = twin === undefined ? refusalText(refusal) : t('countries.twin', { code: twin.en.code });
    return { control, message };
  };
  /** As the page names it now: a name that was taken out is the installation's again. */
  const nameOf = async (typed: NamesTyped & { readonly code: string }) =>
    orNull(typed[own]) ?? (await newestOf(typed.code))?.[own].name ?? typed.code;
  const state = useMutationForm(SetCountryMutation, {
    id: 'country',
    also: ['Country'],
    schema: z.object({
      code: requiredText('nomination.country.unknown').regex(/^[A-Z]{2}$/, 'nomination.country.unknown'),
      en: optionalText(LONGEST.name),
      fr: optionalText(LONGEST.name),
      isOffered: z.boolean(),
    }),
    defaults: NOTHING,
    variables: ({ code, en, fr, isOffered }) => {
      const before = seen;
      const names = changed({ en, fr }).map((language) => ({ language, name: orNull({ en, fr }[language]) }));
      const offer = isOffered === before?.en.isOffered ? {} : { isOffered };
      const expected = before && {
        expectedNames: namesOf(before),
        expectedIsOffered: before.en.isOffered,
      };
      return { input: { conferenceId, code, names, ...offer, ...expected } };
    },
    onDone: (_saved, typed) => {
      state.form.reset(NOTHING);
      setSeen(undefined);
      void nameOf(typed).then((name) => {
        onDone({ act: 'saved', name });
      });
    },
    onRefused: (refusal, typed) =>
      refusal.code === 'VERSION_CONFLICT' ? readNewest(seen?.en.code ?? '') : atName(refusal, typed),
  });
  const { field } = useController({ control: state.form.control, name: 'code' });
  const { id, error, errorPrefix } = state.field('code');
  const choose = (code: string) => {
    field.onChange(code);
    const chosen = find(code);
    setSeen(chosen);
    setNewest(undefined);
    // "At" is Austria's code, and the beginning of other names: what a country has brought goes with it.
    if (chosen !== undefined || seen !== undefined) show(chosen);
  };
  const show = (chosen: NamedCountry | undefined) => {
    state.form.setValue('en', chosen?.en.name ?? NOTHING.en);
    state.form.setValue('fr', chosen?.fr.name ?? NOTHING.fr);
    state.form.setValue('isOffered', chosen?.en.isOffered ?? NOTHING.isOffered);
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

type NamesTyped = Readonly<Record<Language, string>>;

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
