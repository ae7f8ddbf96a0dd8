import { ActForm } from '../../form/act-form';
import { optionalText, orNull } from '../../form/text-rules';
import type { ActFormState } from '../../form/use-act-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { useText } from '../../i18n/use-text';
import { TextArea } from '../../ui/fields';
import { Details } from '../../ui/text-blocks';
import { SubstituteNomineeMutation } from './mutations';
import { PersonFields } from './nomination-fields';
import { emptyValues, inputOf, nominationSchema, type NominationValues } from './nomination-form-values';
import type { NominationWithMessages } from './operations';
import { secondInput, useFirstNomination } from './second-nomination';
import { useNominationForm } from './use-nomination-form';

const schema = nominationSchema
  .extend({ reason: optionalText(2_000) })
  .refine(({ person }) => person.email !== '', {
    path: ['person', 'email'],
    message: 'substitute.emailMissing' satisfies MessageId,
  });

interface SubstituteNomineeProps {
  readonly nomination: NominationWithMessages;
  readonly onDone: () => void;
  readonly onStale: () => void;
}

/** Whether somebody else may be named: while the place was not given back with the invitation. */
export function isSubstitutable({ availableActions, invitation }: NominationWithMessages): boolean {
  return (
    availableActions.includes('SUBSTITUTE') &&
    (invitation === null || invitation.state === 'PENDING' || invitation.state === 'CONFIRMED')
  );
}

/** Names another person for the place: who, why this person, and why somebody else comes. */
export function SubstituteNominee({ nomination, onDone, onStale }: SubstituteNomineeProps) {
  const t = useText();
  const { first, take } = useFirstNomination();
  const { body, constituency, capacity } = nomination;
  const state = useNominationForm(SubstituteNomineeMutation, {
    id: 'substitute',
    nomination,
    also: ['Nomination', 'NominationConnection', 'QuotaBalance', 'Invitation', 'Message'],
    schema,
    defaults: { ...emptyValues(body.id), constituencyId: constituency.id, capacity, reason: '' },
    input: (values) => {
      const { person, justification } = inputOf(values);
      return { person, justification, reason: orNull(values.reason), ...secondInput(values) };
    },
    onRefused: take,
    onDone,
    onStale,
    refusalValues: ({ invitationState }) => ({ state: invitationState ?? 'other' }),
  });
  // The questions about the person are those of every nomination; the reason is this form's own.
  const questions = state as unknown as ActFormState<NominationValues>;
  return (
    <Details summary={t('substitute.title')}>
      <p className="govuk-body">{t('substitute.text')}</p>
      {nomination.invitation !== null && <p className="govuk-body">{t('substitute.invited')}</p>}
      <ActForm state={state} submitLabel={t('substitute.send')}>
        <PersonFields state={questions} nominationId={nomination.id} first={first} isOfDraft />
        <TextArea {...state.field('justification')} label={t('nomination.justification')} />
        <TextArea {...state.field('reason')} label={t('substitute.reason')} rows={2} />
      </ActForm>
    </Details>
  );
}
