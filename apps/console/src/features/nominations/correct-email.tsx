import { useMemo } from 'react';
import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { emailText } from '../../form/text-rules';
import type { MessageId } from '../../i18n/catalogue.en';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { TextInput } from '../../ui/fields';
import { Details, WarningText } from '../../ui/text-blocks';
import { CorrectEmailMutation } from './mutations';
import type { NominationWithMessages } from './operations';
import {
  NO_SECOND,
  SECOND_RULES,
  SecondNomination,
  secondInput,
  useFirstNomination,
} from './second-nomination';
import { useNominationForm } from './use-nomination-form';

const UNDELIVERED: readonly string[] = ['REFUSED', 'FAILED'];

/** Whether the newest invitation of a nomination came back, or never left. */
export function hasBounced({ messages }: Pick<NominationWithMessages, 'messages'>): boolean {
  const newest = messages.filter(({ kind }) => kind === 'PERSONAL_INVITATION').at(-1);
  return newest !== undefined && UNDELIVERED.includes(newest.state);
}

/** Whether address and facts may be corrected: until the invitation is answered, and who has answered has proven that the address works. */
export function isCorrectable(nomination: NominationWithMessages): boolean {
  const { availableActions, invitation } = nomination;
  return availableActions.includes('CORRECT') && (invitation === null || invitation.state === 'PENDING');
}

interface CorrectEmailProps {
  readonly nomination: NominationWithMessages;
  /** Told whether the person was invited again. */
  readonly onDone: (isInvitedAgain: boolean) => void;
  readonly onStale: () => void;
}

/** Mends a mistyped address; open at once where the invitation could not be delivered. */
export function CorrectEmail({ nomination, onDone, onStale }: CorrectEmailProps) {
  const t = useText();
  const time = usePlainTime();
  const current = nomination.person.email ?? '';
  const isInvited = nomination.invitation !== null;
  const isBounced = hasBounced(nomination);
  const schema = useMemo(() => schemaFor(current), [current]);
  const { first, take } = useFirstNomination();
  const state = useNominationForm(CorrectEmailMutation, {
    id: 'correct-email',
    nomination,
    also: ['Nomination', 'Message', 'Invitation'],
    schema,
    defaults: { email: current, ...NO_SECOND },
    input: ({ email, ...second }) => ({ email, ...secondInput(second) }),
    onRefused: take,
    onDone: () => {
      onDone(isInvited);
    },
    onStale,
    refusalValues: ({ invitationState, retryAt }) => ({
      state: invitationState ?? 'other',
      time: retryAt ? time.full(retryAt) : '',
    }),
  });
  return (
    <>
      {isBounced && (
        <WarningText iconText={t('general.warning')}>{t('correctEmail.undelivered')}</WarningText>
      )}
      <Details summary={t('correctEmail.title')} isOpen={isBounced}>
        <p className="govuk-body">{t(isInvited ? 'correctEmail.textInvited' : 'correctEmail.text')}</p>
        <ActForm state={state} submitLabel={t('correctEmail.send')}>
          <TextInput
            {...state.field('email')}
            label={t('nomination.email')}
            type="email"
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
          />
          <SecondNomination state={state} first={first} />
        </ActForm>
      </Details>
    </>
  );
}

const schemaFor = (current: string) =>
  z.object({
    email: emailText('correctEmail.missing').refine((typed) => typed !== current, {
      message: 'correctEmail.same' satisfies MessageId,
    }),
    ...SECOND_RULES,
  });
