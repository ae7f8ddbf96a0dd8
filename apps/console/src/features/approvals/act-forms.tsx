import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { useAct } from '../../api/use-act';
import { useRead } from '../../api/use-read';
import { ActForm } from '../../form/act-form';
import { LONGEST, optionalText, orNull, requiredText } from '../../form/text-rules';
import { Tick } from '../../form/tick';
import { useActForm } from '../../form/use-act-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { isolate, useText } from '../../i18n/use-text';
import { optionsOf } from '../../lists/words';
import { Button } from '../../ui/button';
import { Select, TextArea } from '../../ui/fields';
import { Details } from '../../ui/text-blocks';
import { useWhoWasFaster } from '../audit/use-who-saved';
import { useConferenceId } from '../conference/current-conference';
import { PlaceOfNomination } from '../nominations/place-preview';
import { OUTCOME_OF_ACT, type Act } from './acts';
import {
  DecideNominationMutation,
  RecommendNominationMutation,
  ReopenNominationMutation,
  ReturnNominationMutation,
  TOUCHED_BY_DECISIONS,
} from './mutations';
import { AbsentColleaguesQuery, type InboxNomination } from './operations';

/** What every form of an act gets. `formId` finds it for the key that confirms. */
export interface ActFormProps<Chosen extends Act = Act> {
  readonly act: Chosen;
  readonly nomination: InboxNomination;
  readonly onDone: () => void;
  readonly onCancel: () => void;
  /** Somebody else was faster: the page reads the newest version and shows what happened */
  readonly onStale: () => void;
}

const ALSO = { also: TOUCHED_BY_DECISIONS };

export function CancelButton({ onCancel }: Pick<ActFormProps, 'onCancel'>) {
  const t = useText();
  return (
    <Button variant="secondary" onClick={onCancel} shortcut="Escape">
      {t('general.cancel')}
    </Button>
  );
}

/** Refusals after which the page behind the form is out of date. */
const STALE = ['VERSION_CONFLICT', 'ALREADY_DECIDED', 'ACTION_UNAVAILABLE'];

/** Reads the page anew after a refusal that says that it is out of date, and says who was faster. */
export function useStale(nominationId: string, onStale: () => void) {
  const whoWasFaster = useWhoWasFaster(nominationId);
  return (refusal: { readonly code: string }): Promise<string> => {
    if (STALE.includes(refusal.code)) onStale();
    return whoWasFaster(refusal);
  };
}

const noteSchema = z.object({ note: optionalText(LONGEST.text) });
type Recommending = 'recommendApproval' | 'recommendRefusal' | 'recommendReserve';

export function RecommendForm({
  act: chosen,
  nomination,
  onDone,
  onCancel,
  onStale,
}: ActFormProps<Recommending>) {
  const t = useText();
  const { act } = useAct(RecommendNominationMutation, ALSO);
  const onRefused = useStale(nomination.id, onStale);
  const { id, version } = nomination;
  const state = useActForm({
    id: 'act',
    mutation: 'recommendNomination',
    schema: noteSchema,
    defaults: { note: '' },
    act: ({ note }) =>
      act((idempotencyKey) => ({
        id,
        input: { idempotencyKey, version, recommendation: OUTCOME_OF_ACT[chosen], note: orNull(note) },
      })),
    onDone,
    onRefused,
  });
  return (
    <ActForm
      state={state}
      submitLabel={t(`act.${chosen}.confirm`)}
      shortcut="D"
      beside={<CancelButton onCancel={onCancel} />}
    >
      <TextArea {...state.field('note')} label={t('act.note')} rows={2} />
    </ActForm>
  );
}

const questionSchema = z.object({ question: requiredText('act.question.missing', LONGEST.text) });

export function ReturnForm({ nomination, onDone, onCancel, onStale }: ActFormProps) {
  const t = useText();
  const { act } = useAct(ReturnNominationMutation, ALSO);
  const onRefused = useStale(nomination.id, onStale);
  const { id, version } = nomination;
  const state = useActForm({
    id: 'act',
    mutation: 'returnNomination',
    schema: questionSchema,
    defaults: { question: '' },
    act: ({ question }) => act((idempotencyKey) => ({ id, input: { idempotencyKey, version, question } })),
    onDone,
    onRefused,
  });
  return (
    <ActForm
      state={state}
      submitLabel={t('act.return.confirm')}
      shortcut="D"
      beside={<CancelButton onCancel={onCancel} />}
    >
      <TextArea
        {...state.field('question')}
        label={t('act.question')}
        hint={t('act.questionHint', { body: isolate(nomination.body.name) })}
        rows={3}
      />
    </ActForm>
  );
}

const reopenSchema = z.object({ reason: requiredText('act.reopenReason.missing', LONGEST.text) });

export function ReopenForm({ nomination, onDone, onCancel, onStale }: ActFormProps) {
  const t = useText();
  const { act } = useAct(ReopenNominationMutation, ALSO);
  const onRefused = useStale(nomination.id, onStale);
  const { id, version } = nomination;
  const state = useActForm({
    id: 'act',
    mutation: 'reopenNomination',
    schema: reopenSchema,
    defaults: { reason: '' },
    act: ({ reason }) => act((idempotencyKey) => ({ id, input: { idempotencyKey, version, reason } })),
    onDone,
    onRefused,
  });
  return (
    <ActForm
      state={state}
      submitLabel={t('act.reopen.confirm')}
      variant="warning"
      shortcut="D"
      beside={<CancelButton onCancel={onCancel} />}
    >
      <TextArea {...state.field('reason')} label={t('act.reopenReason')} rows={2} />
    </ActForm>
  );
}

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

export function DecideForm({ act: chosen, nomination, onDone, onCancel, onStale }: ActFormProps<Deciding>) {
  const t = useText();
  const { act } = useAct(DecideNominationMutation, ALSO);
  const onRefused = useStale(nomination.id, onStale);
  const [isQuotaSpent, setIsQuotaSpent] = useState(false);
  const { id, version } = nomination;
  const isRefusal = chosen === 'refuse';
  const state = useActForm({
    id: 'act',
    mutation: 'decideNomination',
    schema: decisionSchema(isRefusal),
    defaults: {
      reasonCode: '',
      reasonText: '',
      isReasonShared: isSharedByDefault(nomination, ''),
      isQuotaOverridden: false,
      onBehalfOfId: '',
    },
    act: ({ reasonCode, reasonText, onBehalfOfId, ...ticks }) =>
      act((idempotencyKey) => ({
        id,
        input: {
          idempotencyKey,
          version,
          outcome: OUTCOME_OF_ACT[chosen],
          reasonCode: reasonCode === '' ? null : reasonCode,
          reasonText: orNull(reasonText),
          onBehalfOfId: orNull(onBehalfOfId),
          ...ticks,
        },
      })),
    onDone,
    onRefused: (refusal) => {
      if (refusal.code === 'QUOTA_SPENT') setIsQuotaSpent(true);
      return onRefused(refusal);
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
      {chosen !== 'approve' && (
        <Select
          {...state.field('reasonCode')}
          label={t('act.reasonCode')}
          options={[{ value: '', label: t('nomination.choose') }, ...optionsOf(t, 'reasonCode', REASONS)]}
        />
      )}
      <TextArea {...state.field('reasonText')} label={t('act.reasonText')} rows={2} />
      {chosen !== 'approve' && <Tick control={control} name="isReasonShared" label={t('act.shareReason')} />}
      {chosen !== 'approve' && !isShared && <p className="govuk-hint">{t('act.shareReasonHint')}</p>}
      {chosen === 'approve' && isQuotaSpent && (
        <Tick control={control} name="isQuotaOverridden" label={t('act.override')} />
      )}
      {isRefusal && <PlaceOfNomination nominationId={id} act="REFUSE" />}
      <ForAbsentColleague field={state.field('onBehalfOfId')} />
    </>
  );
  // Approving takes one more tap and no answer: what few need is folded away, until it is needed.
  return (
    <ActForm
      state={state}
      submitLabel={t(`act.${chosen}.confirm`)}
      variant={isRefusal ? 'warning' : 'primary'}
      shortcut="D"
      beside={<CancelButton onCancel={onCancel} />}
    >
      {chosen === 'approve' ? (
        <Details summary={t('act.more')} isOpen={state.errors.length > 0 || undefined}>
          {reasons}
        </Details>
      ) : (
        reasons
      )}
    </ActForm>
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
