import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { useRead } from '../../api/use-read';
import { LONGEST, optionalText, orNull } from '../../form/text-rules';
import { Tick } from '../../form/tick';
import type { MessageId } from '../../i18n/catalogue.en';
import { isolate, useText } from '../../i18n/use-text';
import { optionsOf } from '../../lists/words';
import { Select, TextArea } from '../../ui/fields';
import { Details } from '../../ui/text-blocks';
import { useConferenceId } from '../conference/current-conference';
import { PlaceOfNomination } from '../places/place-preview';
import { useNominationForm } from '../nominations/use-nomination-form';
import { OUTCOME_OF_ACT } from './acts';
import { HostActForm, type HostActProps } from './host-act-form';
import { DecideNominationMutation, TOUCHED_BY_DECISIONS } from './mutations';
import { AbsentColleaguesQuery, type InboxNomination } from './operations';

const REASONS = [
  'CAPACITY',
  'DUPLICATE',
  'INELIGIBLE',
  'INCOMPLETE',
  'BALANCE',
  'SECURITY',
  'OTHER',
] as const;
type Deciding = 'approve' | 'refuse' | 'reserve';

/** A refusal needs a reason; so does a place beyond the quota. */
function decisionSchema(isRefusal: boolean) {
  return z
    .object({
      reasonCode: z.enum(['', ...REASONS]),
      reasonText: optionalText(LONGEST.text),
      isReasonShared: z.boolean(),
      isQuotaOverridden: z.boolean(),
      onBehalfOfId: z.string(),
    })
    .refine(({ reasonCode }) => !isRefusal || reasonCode !== '', {
      path: ['reasonCode'],
      message: 'act.reasonCode.missing' satisfies MessageId,
    })
    .refine(({ isQuotaOverridden, reasonText }) => !isQuotaOverridden || reasonText !== '', {
      path: ['reasonText'],
      message: 'act.override.reasonMissing' satisfies MessageId,
    });
}

/** As the service says it: no reason about somebody who may be on the watch list, and never security. */
function isSharedByDefault({ reasonsSharedByDefault }: InboxNomination, reasonCode: string): boolean {
  const shared: readonly string[] = reasonsSharedByDefault ?? [];
  return reasonCode === '' ? shared.length > 0 : shared.includes(reasonCode);
}

/** Decides: with a reason where it is needed, and for a colleague who is away. */
export function DecideForm({ act, nomination, onDone, onCancel, onStale }: HostActProps<Deciding>) {
  const t = useText();
  const [isQuotaSpent, setIsQuotaSpent] = useState(false);
  const isRefusal = act === 'refuse';
  const state = useNominationForm(DecideNominationMutation, {
    id: 'act',
    nomination,
    also: TOUCHED_BY_DECISIONS,
    schema: decisionSchema(isRefusal),
    defaults: {
      reasonCode: '',
      reasonText: '',
      isReasonShared: isSharedByDefault(nomination, ''),
      isQuotaOverridden: false,
      onBehalfOfId: '',
    },
    input: ({ reasonCode, reasonText, onBehalfOfId, ...ticks }) => ({
      outcome: OUTCOME_OF_ACT[act],
      reasonCode: reasonCode === '' ? null : reasonCode,
      reasonText: orNull(reasonText),
      onBehalfOfId: orNull(onBehalfOfId),
      ...ticks,
    }),
    onDone,
    onStale,
    onRefused: ({ code }) => {
      if (code === 'QUOTA_SPENT') setIsQuotaSpent(true);
    },
    refusalValues: ({ decidedBy }) => ({ decidedBy: isolate(decidedBy?.name ?? t('act.somebodyElse')) }),
  });
  const { control, setValue } = state.form;
  const reasonCode = useWatch({ control, name: 'reasonCode' });
  const isShared = isSharedByDefault(nomination, reasonCode);
  // Each reason comes with its own default: what was ticked for another one does not count for it.
  useEffect(() => {
    setValue('isReasonShared', isShared);
  }, [setValue, isShared, reasonCode]);
  const reasons = (
    <>
      {act !== 'approve' && (
        <Select
          {...state.field('reasonCode')}
          label={t('act.reasonCode')}
          options={[{ value: '', label: t('nomination.choose') }, ...optionsOf(t, 'reasonCode', REASONS)]}
        />
      )}
      <TextArea {...state.field('reasonText')} label={t('act.reasonText')} rows={2} />
      {act !== 'approve' && <Tick control={control} name="isReasonShared" label={t('act.shareReason')} />}
      {act !== 'approve' && !isShared && <p className="govuk-hint">{t('act.shareReasonHint')}</p>}
      {act === 'approve' && isQuotaSpent && (
        <Tick control={control} name="isQuotaOverridden" label={t('act.override')} />
      )}
      {isRefusal && <PlaceOfNomination nominationId={nomination.id} act="REFUSE" />}
      <ForAbsentColleague field={state.field('onBehalfOfId')} />
    </>
  );
  // Approving takes one more tap and no answer: what few need is folded away, until it is needed.
  return (
    <HostActForm state={state} act={act} isWarning={isRefusal} onCancel={onCancel}>
      {act === 'approve' ? (
        <Details summary={t('act.more')} isOpen={state.errors.length > 0 || undefined}>
          {reasons}
        </Details>
      ) : (
        reasons
      )}
    </HostActForm>
  );
}

/** Signing off for somebody who is away: offered only where there is such a colleague, and recorded. */
function ForAbsentColleague({ field }: { readonly field: object & { id: string } }) {
  const t = useText();
  const read = useRead(AbsentColleaguesQuery, { conferenceId: useConferenceId() });
  const colleagues = read.state === 'ready' ? read.data.absentColleagues : [];
  if (colleagues.length === 0) return null;
  return (
    <Select
      {...field}
      label={t('act.onBehalfOf')}
      hint={t('act.onBehalfOfHint')}
      options={[
        { value: '', label: t('act.onMyOwn') },
        ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
