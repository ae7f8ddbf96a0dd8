import { useState } from 'react';
import { z } from 'zod';
import { LONGEST, optionalText, orNull } from '../../form/text-rules';
import { Tick } from '../../form/tick';
import type { MessageId } from '../../i18n/catalogue.en';
import { useText } from '../../i18n/use-text';
import { TextArea } from '../../ui/fields';
import { useNominationForm } from '../nominations/use-nomination-form';
import { HostActForm, type HostActProps } from './host-act-form';
import { PromoteNominationMutation, TOUCHED_BY_DECISIONS } from './mutations';

const schema = z
  .object({ reasonText: optionalText(LONGEST.text), isQuotaOverridden: z.boolean() })
  .refine(({ isQuotaOverridden, reasonText }) => !isQuotaOverridden || reasonText !== '', {
    path: ['reasonText'],
    message: 'act.override.reasonMissing' satisfies MessageId,
  });

/** Gives somebody on the reserve list a place; beyond the quota only once the service has said that none is free. */
export function PromoteForm({ nomination, onDone, onCancel, onStale }: HostActProps) {
  const t = useText();
  const [isQuotaSpent, setIsQuotaSpent] = useState(false);
  const state = useNominationForm(PromoteNominationMutation, {
    id: 'act',
    nomination,
    also: TOUCHED_BY_DECISIONS,
    schema,
    defaults: { reasonText: '', isQuotaOverridden: false },
    input: ({ reasonText, isQuotaOverridden }) => ({ isQuotaOverridden, reasonText: orNull(reasonText) }),
    onDone,
    onStale,
    onRefused: ({ code }) => {
      if (code === 'QUOTA_SPENT') setIsQuotaSpent(true);
    },
  });
  return (
    <HostActForm state={state} act="promote" onCancel={onCancel}>
      <p className="govuk-body">{t('act.promote.text')}</p>
      <TextArea {...state.field('reasonText')} label={t('act.reasonText')} rows={2} />
      {isQuotaSpent && (
        <Tick control={state.form.control} name="isQuotaOverridden" label={t('act.promote.override')} />
      )}
    </HostActForm>
  );
}
