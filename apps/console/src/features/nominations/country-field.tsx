import { useController } from 'react-hook-form';
import type { ActFormState } from '../../form/use-act-form';
import { useText } from '../../i18n/use-text';
import { Combobox } from '../../ui/combobox';
import { useCountryOptions } from '../conference/use-countries';
import type { NominationValues } from './nomination-form-values';

/** The person's country, found by any name that people give it. */
export function CountryField({ state }: { readonly state: ActFormState<NominationValues> }) {
  const t = useText();
  const options = useCountryOptions(state.form.formState.defaultValues?.person?.country);
  const { id, error, errorPrefix } = state.field('person.country');
  const { field } = useController({ control: state.form.control, name: 'person.country' });
  return (
    <Combobox
      {...field}
      id={id}
      error={error}
      errorPrefix={errorPrefix}
      label={t('nomination.country')}
      hint={t('nomination.countryHint')}
      options={options}
      countWords={(count) => t('nomination.countriesFound', { count })}
    />
  );
}
