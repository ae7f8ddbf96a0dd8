import { z } from 'zod';
import { LONGEST, requiredText } from '../../form/text-rules';
import { useText } from '../../i18n/use-text';
import { TextArea } from '../../ui/fields';
import { useNominationForm } from '../nominations/use-nomination-form';
import { HostActForm, type HostActProps } from './host-act-form';
import { ReopenNominationMutation, TOUCHED_BY_DECISIONS } from './mutations';

const schema = z.object({ reason: requiredText('act.reopenReason.missing', LONGEST.text) });

/** Undoes a decision that is not released yet. */
export function ReopenForm({ nomination, onDone, onCancel, onStale }: HostActProps) {
  const t = useText();
  const state = useNominationForm(ReopenNominationMutation, {
    id: 'act',
    nomination,
    also: TOUCHED_BY_DECISIONS,
    schema,
    defaults: { reason: '' },
    input: ({ reason }) => ({ reason }),
    onDone,
    onStale,
  });
  return (
    <HostActForm state={state} act="reopen" isWarning onCancel={onCancel}>
      <TextArea {...state.field('reason')} label={t('act.reopenReason')} rows={2} />
    </HostActForm>
  );
}
