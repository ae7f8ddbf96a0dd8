import { useController, useWatch } from 'react-hook-form';
import { useRead } from '../../api/use-read';
import type { ActFormState } from '../../form/use-act-form';
import { useSettled } from '../../form/use-settled';
import { useLocale } from '../../i18n/locale-provider';
import { useText } from '../../i18n/use-text';
import { Combobox } from '../../ui/combobox';
import { useConferenceId } from '../conference/current-conference';
import { OrganisationSuggestionsQuery } from '../organisations/operations';
import { organisationIdIn, refTo, type NominationValues } from './nomination-form-values';

const FEWEST_LETTERS = 2;
/** As long as a question about organisations may be. */
const LONGEST_QUESTION = 200;

/** Where the person works: one of those that are found while it is typed, or any other text. */
export function OrganisationField({ state }: { readonly state: ActFormState<NominationValues> }) {
  const t = useText();
  const { locale } = useLocale();
  const { control, setValue, formState } = state.form;
  const { id, error, errorPrefix } = state.field('person.organisation');
  const { field } = useController({ control, name: 'person.organisation' });
  const organisationRef = useWatch({ control, name: 'person.organisationRef' });
  const typed = useSettled(field.value.trim());
  const isChosen = organisationIdIn({ organisation: field.value, organisationRef }) !== null;
  const isAsked =
    !isChosen &&
    typed === field.value.trim() &&
    typed.length >= FEWEST_LETTERS &&
    typed !== formState.defaultValues?.person?.organisation;
  const read = useRead(
    OrganisationSuggestionsQuery,
    { conferenceId: useConferenceId(), typed: typed.slice(0, LONGEST_QUESTION), language: locale },
    !isAsked,
  );
  const found = isAsked && read.state === 'ready' ? read.data.organisationSuggestions : [];
  return (
    <Combobox
      {...field}
      onChange={(answer) => {
        const taken = found.find(({ organisationId }) => organisationId === answer);
        field.onChange(taken?.name ?? answer);
        if (taken !== undefined)
          setValue('person.organisationRef', refTo(taken.organisationId, taken.name), { shouldDirty: true });
      }}
      id={id}
      error={error}
      errorPrefix={errorPrefix}
      label={t('nomination.organisation')}
      hint={t(isChosen ? 'nomination.organisationChosen' : 'nomination.organisationHint')}
      isFree
      options={found.map(({ organisationId, name }) => ({
        value: organisationId,
        label: name,
        otherNames: [],
      }))}
      countWords={(count) => t('nomination.organisationsFound', { count })}
    />
  );
}
