import { useAct } from '../../api/use-act';
import { ActForm } from '../../form/act-form';
import { useActForm } from '../../form/use-act-form';
import { useText } from '../../i18n/use-text';
import { Details } from '../../ui/text-blocks';
import { useWhoWasFaster } from '../audit/use-who-saved';
import { CorrectPersonMutation } from './mutations';
import { PersonFields } from './nomination-fields';
import { changedInput, nominationSchema, valuesOf } from './nomination-form-values';
import type { NominationWithMessages } from './operations';

interface CorrectPersonProps {
  readonly nomination: NominationWithMessages;
  readonly onDone: () => void;
  readonly onStale: () => void;
}

/** Corrects facts about the person past drafting, until the invitation is answered. The address has a form of its own. */
export function CorrectPerson({ nomination, onDone, onStale }: CorrectPersonProps) {
  const t = useText();
  const whoWasFaster = useWhoWasFaster(nomination.id);
  const { act } = useAct(CorrectPersonMutation, { also: ['Nomination', 'Invitation'] });
  const before = valuesOf(nomination);
  const state = useActForm({
    id: 'correct-person',
    mutation: 'correctPerson',
    schema: nominationSchema,
    defaults: before,
    act: (values) =>
      act((idempotencyKey) => {
        const { email: _address, ...facts } = changedInput(values, before).person ?? {};
        return { id: nomination.id, input: { idempotencyKey, version: nomination.version, ...facts } };
      }),
    onDone,
    onRefused: (refusal) => {
      if (refusal.code === 'VERSION_CONFLICT') onStale();
      return whoWasFaster(refusal);
    },
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
