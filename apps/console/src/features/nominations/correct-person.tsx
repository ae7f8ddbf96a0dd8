import { ActForm } from '../../form/act-form';
import { useText } from '../../i18n/use-text';
import { Details } from '../../ui/text-blocks';
import { CorrectPersonMutation } from './mutations';
import { PersonFields } from './nomination-fields';
import { changedInput, nominationSchema, valuesOf } from './nomination-form-values';
import type { NominationWithMessages } from './operations';
import { useNominationForm } from './use-nomination-form';

interface CorrectPersonProps {
  readonly nomination: NominationWithMessages;
  readonly onDone: () => void;
  readonly onStale: () => void;
}

/** Corrects facts about the person past drafting, until the invitation is answered. The address has a form of its own. */
export function CorrectPerson({ nomination, onDone, onStale }: CorrectPersonProps) {
  const t = useText();
  const before = valuesOf(nomination);
  const state = useNominationForm(CorrectPersonMutation, {
    id: 'correct-person',
    nomination,
    also: ['Nomination', 'Invitation'],
    schema: nominationSchema,
    defaults: before,
    input: (values) => {
      const { email: _address, ...facts } = changedInput(values, before).person ?? {};
      return facts;
    },
    onDone,
    onStale,
    refusalValues: ({ invitationState }) => ({ state: invitationState ?? 'other' }),
  });
  return (
    <Details summary={t('correctPerson.title')}>
      <p className="govuk-body">
        {t(nomination.invitation === null ? 'correctPerson.text' : 'correctPerson.textInvited')}
      </p>
      <ActForm state={state} submitLabel={t('correctPerson.send')}>
        <PersonFields state={state} />
      </ActForm>
    </Details>
  );
}
