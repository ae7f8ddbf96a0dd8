import { useWatch } from 'react-hook-form';
import { useRead } from '../../api/use-read';
import type { ActFormState } from '../../form/use-act-form';
import { useSettled } from '../../form/use-settled';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { TextInput } from '../../ui/fields';
import { hasOtherLetters } from '../../ui/letters';
import type { NominationValues } from './nomination-form-values';
import { BadgeNameSuggestionQuery } from './operations';

interface BadgeNameFieldProps {
  readonly state: ActFormState<NominationValues>;
}

/** Asked beside a name in other letters, and never filled in by itself: only the person knows how they write it. */
export function BadgeNameField({ state }: BadgeNameFieldProps) {
  const t = useText();
  const name = useWatch({ control: state.form.control, name: 'person.name' });
  if (!hasOtherLetters(name)) return null;
  return (
    <>
      <TextInput
        {...state.field('person.badgeName')}
        label={t('nomination.badgeName')}
        hint={t('nomination.badgeNameHint')}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
      />
      <Suggestion state={state} name={name} />
    </>
  );
}

/** How a program would write the name: it follows the typing, and nothing happens unless it is pressed. Its place is kept. */
function Suggestion({ state, name }: BadgeNameFieldProps & { readonly name: string }) {
  const t = useText();
  const { control, setValue, setFocus } = state.form;
  const badgeName = useWatch({ control, name: 'person.badgeName' });
  const settled = useSettled(name.trim());
  const isSettled = settled === name.trim() && settled !== '';
  const read = useRead(BadgeNameSuggestionQuery, { name: settled }, !isSettled);
  const isThere = isSettled && read.state === 'ready';
  const suggestion = isThere ? read.data.badgeNameSuggestion?.name : undefined;
  return (
    <div className="app-reserved app-suggestion" role="status" aria-live="polite">
      {suggestion !== undefined && suggestion !== badgeName.trim() && (
        <Button
          variant="secondary"
          onClick={() => {
            setValue('person.badgeName', suggestion, { shouldDirty: true, shouldValidate: true });
            // The button goes with what it did.
            setFocus('person.badgeName');
          }}
        >
          {t('nomination.badgeNameUse', { name: isolate(suggestion) })}
        </Button>
      )}
      {isThere && (
        <p className="govuk-hint">
          {t(suggestion === undefined ? 'nomination.badgeNameNone' : 'nomination.badgeNameAsk')}
        </p>
      )}
    </div>
  );
}
