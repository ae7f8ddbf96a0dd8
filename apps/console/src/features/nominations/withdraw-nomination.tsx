import { z } from 'zod';
import { useAct } from '../../api/use-act';
import { ActForm } from '../../form/act-form';
import { LONGEST, optionalText, orNull } from '../../form/text-rules';
import { useActForm } from '../../form/use-act-form';
import { useText } from '../../i18n/use-text';
import { TextArea } from '../../ui/fields';
import { Details } from '../../ui/text-blocks';
import { useWhoWasFaster } from '../audit/use-who-saved';
import { WithdrawNominationMutation } from './mutations';
import type { NominationDetails } from './operations';
import { PlaceOfNomination } from './place-preview';

const schema = z.object({ reason: optionalText(LONGEST.text) });

interface WithdrawNominationProps {
  readonly nomination: NominationDetails;
  readonly onDone: () => void;
  readonly onStale: () => void;
}

/** An invitation that may have arrived: whoever has it is told that it no longer holds. */
const isInvited = ({ invitation }: NominationDetails): boolean =>
  invitation !== null &&
  invitation.sentAt !== null &&
  (invitation.state === 'PENDING' || invitation.state === 'CONFIRMED');

/** Takes a nomination back, behind one more tap: it gives up the place. */
export function WithdrawNomination({ nomination, onDone, onStale }: WithdrawNominationProps) {
  const t = useText();
  const whoWasFaster = useWhoWasFaster(nomination.id);
  const { act } = useAct(WithdrawNominationMutation, { also: ['Nomination', 'QuotaBalance'] });
  const state = useActForm({
    id: 'withdraw',
    mutation: 'withdrawNomination',
    schema,
    defaults: { reason: '' },
    act: ({ reason }) =>
      act((idempotencyKey) => ({
        id: nomination.id,
        input: { idempotencyKey, version: nomination.version, reason: orNull(reason) },
      })),
    onDone,
    onRefused: (refusal) => {
      if (refusal.code === 'VERSION_CONFLICT') onStale();
      return whoWasFaster(refusal);
    },
  });
  return (
    <Details summary={t('withdraw.title')}>
      <p className="govuk-body">{t('withdraw.text')}</p>
      {isInvited(nomination) && <p className="govuk-body">{t('withdraw.invited')}</p>}
      <PlaceOfNomination nominationId={nomination.id} act="WITHDRAW" />
      <ActForm state={state} submitLabel={t('withdraw.send')} variant="warning">
        <TextArea {...state.field('reason')} label={t('withdraw.reason')} rows={2} />
      </ActForm>
    </Details>
  );
}
