import type { FieldBinding, ActFormState } from '../../form/use-act-form';
import { useLanguageName } from '../../i18n/use-language-name';
import { useText } from '../../i18n/use-text';
import { optionsOf } from '../../lists/words';
import { Select, TextInput } from '../../ui/fields';
import type { LetterTyped } from './letter-typed';
import { LETTER_LANGUAGES, LEVELS, SEAT_ROLES, type SeatRole } from './sets';

/** What a letter says. */
export function LetterFields({ state }: { readonly state: ActFormState<LetterTyped> }) {
  const t = useText();
  const languageName = useLanguageName();
  return (
    <>
      <Select
        {...state.field('level')}
        label={t('delegations.level')}
        options={optionsOf(t, 'invitationLevel', LEVELS)}
      />
      <SeatFields field={state.field} />
      <TextInput
        {...state.field('replyBy')}
        type="date"
        label={t('delegations.replyBy')}
        hint={t('delegations.replyByHint')}
        width={10}
      />
      <Select
        {...state.field('language')}
        label={t('delegations.language')}
        options={LETTER_LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
      />
      <TextInput {...state.field('signatory')} label={t('delegations.signatory')} autoComplete="off" />
      <TextInput
        {...state.field('salutation')}
        label={t('delegations.salutation')}
        hint={t('delegations.salutationHint')}
        autoComplete="off"
      />
    </>
  );
}

/** Seats by role, one control each. */
export function SeatFields({ field }: { readonly field: (name: `seats.${SeatRole}`) => FieldBinding }) {
  const t = useText();
  return (
    <fieldset className="govuk-fieldset">
      <legend className="govuk-fieldset__legend">{t('delegations.seats')}</legend>
      {SEAT_ROLES.map((role) => (
        <TextInput
          key={role}
          {...field(`seats.${role}`)}
          label={t(`seatRole.${role}`)}
          inputMode="numeric"
          autoComplete="off"
          width={3}
        />
      ))}
    </fieldset>
  );
}
