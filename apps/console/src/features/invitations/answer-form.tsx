import { useEffect, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useLocation, useNavigate } from 'react-router';
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
import { focusOn } from '../../ui/focus-on';
import { InsetText } from '../../ui/text-blocks';
import {
  ConfirmInvitationMutation,
  DeclineInvitationMutation,
  type PersonalInvitation,
  type OvertakenBy,
} from './operations';

const schema = z.object({
  answer: z.enum(['', 'confirm', 'decline']).refine((answer) => answer !== '', {
    message: 'invitation.choose.missing' satisfies MessageId,
  }),
  reason: optionalText(LONGEST.text),
  isChecked: z.boolean(),
});
type Answer = 'confirm' | 'decline';

/** What the answer brings with it, to be read before it is sent. */
const ABOUT = {
  first: { confirm: 'invitation.aboutToAccept', decline: 'invitation.aboutToDecline' },
  change: { confirm: 'invitation.aboutToAcceptAfterAll', decline: 'invitation.aboutToGiveBack' },
} as const satisfies Record<string, Record<Answer, MessageId>>;

/** The way back from the check, which says what stays as it is. */
const GO_BACK = {
  choose: 'invitation.goBack',
  confirm: 'invitation.goBackDeclined',
  decline: 'invitation.goBackAccepted',
} as const satisfies Record<Answer | 'choose', MessageId>;

const CHECK = { step: 'check' } as const;

const isCheck = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'step' in state && state.step === CHECK.step;

interface AnswerFormProps {
  readonly token: string;
  /** Whom to ask when no answer is taken */
  readonly nominatedBy: string;
  /** The answer that takes the place of the one that was given: the only one left, so that nothing is to be chosen */
  readonly changeTo?: Answer;
  readonly onAnswered: (invitation: PersonalInvitation) => void;
  /** The invitation is not as this page shows it any more */
  readonly onOvertaken: (by: OvertakenBy) => void;
}

/** The invitee's answer: chosen, checked, sent. */
export function AnswerForm({ token, nominatedBy, changeTo, onAnswered, onOvertaken }: AnswerFormProps) {
  const t = useText();
  const { act: confirm } = useAct(ConfirmInvitationMutation);
  const { act: decline } = useAct(DeclineInvitationMutation);
  // The check is a step of its own in the browser's history, so that Back leads to the answer and not out of the page.
  const navigate = useNavigate();
  const location = useLocation();
  const isAtCheck = isCheck(location.state);
  const [checked, setChecked] = useState<Answer>();
  const toCheck = isAtCheck ? checked : undefined;
  const state = useActForm({
    id: 'answer',
    mutation: ConfirmInvitationMutation,
    schema,
    defaults: { answer: changeTo ?? '', reason: '', isChecked: false },
    act: async ({ answer, reason, isChecked }) => {
      if (!isChecked) return { kind: 'done', payload: { invitation: null, errors: [] } };
      if (answer === 'confirm') return confirm({ token, input: {} });
      return decline({ token, input: { reason: orNull(reason) } });
    },
    onDone: ({ invitation }, { answer, isChecked }) => {
      if (invitation !== null) onAnswered(invitation);
      else if (!isChecked && answer !== '') {
        state.form.setValue('isChecked', true);
        setChecked(answer);
        void navigate(location.pathname + location.search + location.hash, {
          state: CHECK,
          // A check that a reload has emptied gives its place to this one.
          replace: isAtCheck,
          preventScrollReset: true,
        });
      }
    },
    onRefused: ({ code, state: now }) => {
      if (code === 'PLACE_GONE') onOvertaken(code);
      else if (code === 'ACTION_UNAVAILABLE' && now !== null && now !== 'PENDING') onOvertaken(now);
      else return false;
      return true;
    },
    refusalValues: () => ({ nominatedBy: isolate(nominatedBy) }),
  });
  const answer = useWatch({ control: state.form.control, name: 'answer' });
  // However the person went back, nothing is checked any more: the step forward does not send another answer unseen.
  const { setValue } = state.form;
  useEffect(() => {
    if (isAtCheck) return;
    setValue('isChecked', false);
    setChecked(undefined);
  }, [isAtCheck, setValue]);
  // The buttons change with the step: the person goes on at its beginning.
  const place = useRef<HTMLDivElement>(null);
  const step = useRef(toCheck);
  useEffect(() => {
    if (step.current !== toCheck) focusOn(place.current);
    step.current = toCheck;
  }, [toCheck]);
  if (toCheck !== undefined)
    return (
      <div ref={place}>
        <ActForm
          state={state}
          submitLabel={t(toCheck === 'confirm' ? 'invitation.confirmNow' : 'invitation.declineNow')}
          variant={changeTo === 'decline' ? 'warning' : 'primary'}
          beside={
            <Button variant="secondary" onClick={() => void navigate(-1)}>
              {t(GO_BACK[changeTo ?? 'choose'])}
            </Button>
          }
        >
          <div role="status">
            <h2 className="govuk-heading-m">{t('invitation.check')}</h2>
            <InsetText>{t(ABOUT[changeTo === undefined ? 'first' : 'change'][toCheck])}</InsetText>
          </div>
        </ActForm>
      </div>
    );
  return (
    <div ref={place}>
      <ActForm state={state} submitLabel={t('invitation.continue')}>
        {changeTo === undefined && (
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
    </div>
  );
}
