import type { ActFormState } from '../../form/use-act-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { useText } from '../../i18n/use-text';
import { optionsOf } from '../../lists/words';
import { Choices } from '../../ui/choices';
import { Select, TextArea, TextInput } from '../../ui/fields';
import { Details } from '../../ui/text-blocks';
import { useCountryOptions } from '../conference/use-countries';
import { KINDS, LISTED } from './kinds';
import { NAME_LANGUAGES } from './name-lines';
import type { OrganisationTyped } from './organisation-typed';

/** What the controls are called. */
export const LABELS = {
  kind: 'organisations.kind',
  en: 'organisations.name.en',
  fr: 'organisations.name.fr',
  es: 'organisations.name.es',
  ru: 'organisations.name.ru',
  ar: 'organisations.name.ar',
  zh: 'organisations.name.zh',
  aliases: 'organisations.aliases',
  shortNames: 'organisations.shortNames',
  formerNames: 'organisations.formerNames',
  sortNames: 'organisations.sortNames',
  country: 'organisations.country',
  webSite: 'organisations.webSite',
  mailDomains: 'organisations.mailDomains',
  listed: 'organisations.listed',
} as const satisfies Readonly<Record<Exclude<keyof OrganisationTyped, 'another'>, MessageId>>;

interface OrganisationFieldsProps {
  readonly state: ActFormState<OrganisationTyped>;
  /** One of the directory: its kind and country are the directory’s */
  readonly isOfDirectory?: boolean;
}

export function OrganisationFields({ state, isOfDirectory = false }: OrganisationFieldsProps) {
  const t = useText();
  const countries = useCountryOptions(state.form.formState.defaultValues?.country);
  return (
    <>
      {!isOfDirectory && (
        <Select
          {...state.field('kind')}
          label={t(LABELS.kind)}
          options={optionsOf(t, 'organisationKind', KINDS)}
        />
      )}
      {NAME_LANGUAGES.map((language) => (
        <TextInput
          key={language}
          {...state.field(language)}
          label={t(LABELS[language])}
          hint={isOfDirectory && language === 'en' ? t('organisations.namesOfDirectory') : undefined}
          lang={language}
          dir="auto"
          autoComplete="off"
        />
      ))}
      <Lines state={state} name="aliases" hint={t('organisations.aliasesHint')} rows={4} />
      <SeldomNames state={state} />
      {!isOfDirectory && (
        <Select
          {...state.field('country')}
          label={t(LABELS.country)}
          options={[{ value: '', label: t('general.notGiven') }, ...countries]}
        />
      )}
      <TextInput
        {...state.field('webSite')}
        type="url"
        inputMode="url"
        label={t(LABELS.webSite)}
        hint={t('organisations.webSiteHint')}
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
      />
      <Lines state={state} name="mailDomains" hint={t('organisations.mailDomainsHint')} rows={2} />
      <Choices
        {...state.field('listed')}
        kind="radios"
        isSmall
        label={t(LABELS.listed)}
        hint={t('organisations.listedHint')}
        choices={LISTED.map((value) => ({ value, label: t(`organisationListed.${value}`) }))}
      />
    </>
  );
}

const SELDOM = ['shortNames', 'formerNames', 'sortNames'] as const;

/** Names that few organisations have, one tap away; open where there are some, or where one was refused. */
function SeldomNames({ state }: { readonly state: ActFormState<OrganisationTyped> }) {
  const t = useText();
  const { defaultValues, errors } = state.form.formState;
  const isOpen = SELDOM.some((name) => (defaultValues?.[name] ?? '') !== '' || errors[name] !== undefined);
  return (
    <Details summary={t('organisations.seldomNames')} isOpen={isOpen}>
      {SELDOM.map((name) => (
        <Lines key={name} state={state} name={name} hint={t(`organisations.${name}Hint`)} rows={3} />
      ))}
    </Details>
  );
}

interface LinesProps {
  readonly state: ActFormState<OrganisationTyped>;
  readonly name: (typeof SELDOM)[number] | 'aliases' | 'mailDomains';
  readonly hint: string;
  readonly rows: number;
}

/** A list with one entry on each line. */
function Lines({ state, name, hint, rows }: LinesProps) {
  const t = useText();
  return (
    <TextArea {...state.field(name)} label={t(LABELS[name])} hint={hint} rows={rows} spellCheck={false} />
  );
}
