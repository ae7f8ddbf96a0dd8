import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { LONGEST, optionalText, orNull } from '../../form/text-rules';
import { useText } from '../../i18n/use-text';
import { TextArea } from '../../ui/fields';
import { Details } from '../../ui/text-blocks';
import { WithdrawNominationMutation } from './mutations';
import type { NominationDetails } from './operations';
import { PlaceOfNomination } from '../places/place-preview';
import { useNominationForm } from './use-nomination-form';

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
  const state = useNominationForm(WithdrawNominationMutation, {
    id: 'withdraw',
    nomination,
    also: ['Nomination', 'QuotaBalance'],
    schema,
    defaults: { reason: '' },
    input: ({ reason }) => ({ reason: orNull(reason) }),
    onDone,
    onStale,
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
