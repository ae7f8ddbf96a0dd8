import { useState } from 'react';
import { z } from 'zod';
import { useAct } from '../../api/use-act';
import { ActForm } from '../../form/act-form';
import { LONGEST, optionalText, orNull } from '../../form/text-rules';
import { Tick } from '../../form/tick';
import { useActForm } from '../../form/use-act-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { useText } from '../../i18n/use-text';
import { TextArea } from '../../ui/fields';
import { CancelButton, useStale, type ActFormProps } from './act-forms';
import { PromoteNominationMutation, TOUCHED_BY_DECISIONS } from './mutations';

const schema = z
  .object({ reasonText: optionalText(LONGEST.text), isQuotaOverridden: z.boolean() })
  .refine(({ isQuotaOverridden, reasonText }) => !isQuotaOverridden || reasonText !== '', {
    path: ['reasonText'],
    message: 'act.override.reasonMissing' satisfies MessageId,
  });

/** Gives somebody on the reserve list a place; beyond the quota only once the service has said that none is free. */
export function PromoteForm({ nomination, onDone, onCancel, onStale }: ActFormProps) {
  const t = useText();
  const { act } = useAct(PromoteNominationMutation, { also: TOUCHED_BY_DECISIONS });
  const onRefused = useStale(nomination.id, onStale);
  const [isQuotaSpent, setIsQuotaSpent] = useState(false);
  const { id, version } = nomination;
  const state = useActForm({
    id: 'act',
    mutation: 'promoteNomination',
    schema,
    defaults: { reasonText: '', isQuotaOverridden: false },
    act: ({ reasonText, isQuotaOverridden }) =>
      act((idempotencyKey) => ({
        id,
        input: { idempotencyKey, version, isQuotaOverridden, reasonText: orNull(reasonText) },
      })),
    onDone,
    onRefused: (refusal) => {
      if (refusal.code === 'QUOTA_SPENT') setIsQuotaSpent(true);
      return onRefused(refusal);
    },
  });
  return (
    <ActForm
      state={state}
      submitLabel={t('act.promote.confirm')}
      shortcut="D"
      beside={<CancelButton onCancel={onCancel} />}
    >
      <p className="govuk-body">{t('act.promote.text')}</p>
      <TextArea {...state.field('reasonText')} label={t('act.reasonText')} rows={2} />
      {isQuotaSpent && (
        <Tick control={state.form.control} name="isQuotaOverridden" label={t('act.promote.override')} />
      )}
    </ActForm>
  );
}
