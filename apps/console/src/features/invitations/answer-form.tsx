import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { useAct } from '../../api/use-act';
import { ActForm } from '../../form/act-form';
import { LONGEST, optionalText, orNull } from '../../form/text-rules';
import { useActForm } from '../../form/use-act-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Choices } from '../../ui/choices';
import { TextArea } from '../../ui/fields';
import { InsetText } from '../../ui/text-blocks';
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
  isChecked: z.boolean(),
});
type Answer = 'confirm' | 'decline';

interface AnswerFormProps {
  readonly token: string;
  /** Whom to ask when no answer is taken */
  readonly nominatedBy: string;
  /** Who has accepted can only decline, and reads that this gives the place away */
  readonly isChange?: boolean;
  readonly onAnswered: (invitation: PersonalInvitation) => void;
  /** The invitation waits for no answer any more, since this page was opened */
  readonly onOvertaken: (state: SettledState) => void;
}

/** The invitee's answer: chosen, checked, sent. */
export function AnswerForm({ token, nominatedBy, isChange, onAnswered, onOvertaken }: AnswerFormProps) {
  const t = useText();
  const { act: confirm } = useAct(ConfirmInvitationMutation);
  const { act: decline } = useAct(DeclineInvitationMutation);
  const [toCheck, setToCheck] = useState<Answer>();
  const state = useActForm({
    id: 'answer',
    mutation: 'confirmInvitation',
    schema,
    defaults: { answer: isChange === true ? 'decline' : '', reason: '', isChecked: false },
    act: async ({ answer, reason, isChecked }) => {
      if (!isChecked) return { kind: 'done', payload: { invitation: null, errors: [] } };
      if (answer === 'confirm') return confirm((idempotencyKey) => ({ token, input: { idempotencyKey } }));
      return decline((idempotencyKey) => ({ token, input: { idempotencyKey, reason: orNull(reason) } }));
    },
    onDone: ({ invitation }, { answer, isChecked }) => {
      if (invitation !== null) onAnswered(invitation);
      else if (!isChecked && answer !== '') {
        state.form.setValue('isChecked', true);
        setToCheck(answer);
      }
    },
    onRefused: ({ code, state: now }) => {
      if (code !== 'ACTION_UNAVAILABLE' || now === null || now === 'PENDING') return false;
      onOvertaken(now);
      return true;
    },
    refusalValues: () => ({ nominatedBy: isolate(nominatedBy) }),
  });
  const answer = useWatch({ control: state.form.control, name: 'answer' });
  const change = () => {
    state.form.setValue('isChecked', false);
    setToCheck(undefined);
  };
  if (toCheck !== undefined)
    return (
      <ActForm
        state={state}
        submitLabel={t(toCheck === 'confirm' ? 'invitation.confirmNow' : 'invitation.declineNow')}
        variant={toCheck === 'decline' && isChange === true ? 'warning' : 'primary'}
        beside={
          <Button variant="secondary" onClick={change}>
            {t('invitation.goBack')}
          </Button>
        }
      >
        <div role="status">
          <h2 className="govuk-heading-m">{t('invitation.check')}</h2>
          <InsetText>
            {t(
              toCheck === 'confirm'
                ? 'invitation.aboutToAccept'
                : isChange === true
                  ? 'invitation.aboutToGiveBack'
                  : 'invitation.aboutToDecline',
            )}
          </InsetText>
        </div>
      </ActForm>
    );
  return (
    <ActForm state={state} submitLabel={t('invitation.continue')}>
      {isChange !== true && (
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
  );
}
