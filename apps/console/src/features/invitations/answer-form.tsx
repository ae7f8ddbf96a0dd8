import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { useAct } from '../../api/use-act';
import { ActForm } from '../../form/act-form';
import { LONGEST, optionalText, orNull } from '../../form/text-rules';
import { useActForm } from '../../form/use-act-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { isolate, useText } from '../../i18n/use-text';
import { Choices } from '../../ui/choices';
import { TextArea } from '../../ui/fields';
import { ConfirmInvitationMutation, DeclineInvitationMutation, type PersonalInvitation } from './operations';

const schema = z.object({
  answer: z.enum(['', 'confirm', 'decline']).refine((answer) => answer !== '', {
    message: 'invitation.choose.missing' satisfies MessageId,
  }),
  reason: optionalText(LONGEST.text),
});

interface AnswerFormProps {
  readonly token: string;
  /** Somebody who accepted may still decline */
  readonly state: 'PENDING' | 'CONFIRMED';
  /** Whom to ask when no answer is taken */
  readonly nominatedBy: string;
  readonly onAnswered: (invitation: PersonalInvitation) => void;
}

/** The invitee's answer, changed until the deadline. */
export function AnswerForm({ token, state: invitationState, nominatedBy, onAnswered }: AnswerFormProps) {
  const t = useText();
  const { act: confirm } = useAct(ConfirmInvitationMutation);
  const { act: decline } = useAct(DeclineInvitationMutation);
  const hasConfirmed = invitationState === 'CONFIRMED';
  const state = useActForm({
    id: 'answer',
    mutation: 'confirmInvitation',
    schema,
    defaults: { answer: hasConfirmed ? 'decline' : '', reason: '' },
    act: async ({ answer, reason }) => {
      if (answer === 'confirm') return confirm((idempotencyKey) => ({ token, input: { idempotencyKey } }));
      return decline((idempotencyKey) => ({ token, input: { idempotencyKey, reason: orNull(reason) } }));
    },
    onDone: ({ invitation }) => {
      if (invitation !== null) onAnswered(invitation);
    },
    refusalValues: () => ({ nominatedBy: isolate(nominatedBy) }),
  });
  const answer = useWatch({ control: state.form.control, name: 'answer' });
  return (
    <>
      {hasConfirmed && <p className="govuk-body">{t('invitation.alreadyConfirmed')}</p>}
      <ActForm
        state={state}
        submitLabel={t(hasConfirmed ? 'invitation.sendDecline' : 'invitation.send')}
        variant={hasConfirmed ? 'warning' : 'primary'}
      >
        {!hasConfirmed && (
          <Choices
            {...state.field('answer')}
            kind="radios"
            labelSize="m"
            label={t('invitation.question')}
            choices={[
              { value: 'confirm', label: t('invitation.yes') },
              { value: 'decline', label: t('invitation.no') },
            ]}
          />
        )}
        {answer === 'decline' && (
          <TextArea
            {...state.field('reason')}
            label={t('invitation.reason')}
            hint={t('invitation.reasonHint')}
            rows={2}
          />
        )}
      </ActForm>
    </>
  );
}
