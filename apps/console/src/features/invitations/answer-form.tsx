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
import {
  ConfirmInvitationMutation,
  DeclineInvitationMutation,
  type PersonalInvitation,
  type SettledState,
} from './operations';

const schema = z.object({
  answer: z.enum(['', 'confirm', 'decline']).refine((answer) => answer !== '', {
    message: 'invitation.choose.missing' satisfies MessageId,
  }),
  reason: optionalText(LONGEST.text),
});

interface AnswerFormProps {
  readonly token: string;
  /** Whom to ask when no answer is taken */
  readonly nominatedBy: string;
  readonly onAnswered: (invitation: PersonalInvitation) => void;
  /** The invitation waits for no answer any more, since this page was opened */
  readonly onOvertaken: (state: SettledState) => void;
}

/** The invitee's answer, given once. */
export function AnswerForm({ token, nominatedBy, onAnswered, onOvertaken }: AnswerFormProps) {
  const t = useText();
  const { act: confirm } = useAct(ConfirmInvitationMutation);
  const { act: decline } = useAct(DeclineInvitationMutation);
  const state = useActForm({
    id: 'answer',
    mutation: 'confirmInvitation',
    schema,
    defaults: { answer: '', reason: '' },
    act: async ({ answer, reason }) => {
      if (answer === 'confirm') return confirm((idempotencyKey) => ({ token, input: { idempotencyKey } }));
      return decline((idempotencyKey) => ({ token, input: { idempotencyKey, reason: orNull(reason) } }));
    },
    onDone: ({ invitation }) => {
      if (invitation !== null) onAnswered(invitation);
    },
    onRefused: ({ code, state: now }) => {
      if (code !== 'ACTION_UNAVAILABLE' || now === null || now === 'PENDING') return false;
      onOvertaken(now);
      return true;
    },
    refusalValues: () => ({ nominatedBy: isolate(nominatedBy) }),
  });
  const answer = useWatch({ control: state.form.control, name: 'answer' });
  return (
    <ActForm state={state} submitLabel={t('invitation.send')}>
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
      {answer === 'decline' && (
        <TextArea
          {...state.field('reason')}
          label={t('invitation.reason')}
          hint={t('invitation.reasonHint')}
          rows={2}
        />
      )}
    </ActForm>
  );
}
