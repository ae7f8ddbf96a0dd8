import { useState } from 'react';
import { z } from 'zod';
import { useAct } from '../../../api/use-act';
import { ActForm } from '../../../form/act-form';
import { FormDialog } from '../../../form/form-dialog';
import { LONGEST, optionalText, requiredText } from '../../../form/text-rules';
import { useActForm } from '../../../form/use-act-form';
import { useMutationButton } from '../../../form/use-mutation-button';
import type { MessageId } from '../../../i18n/catalogue.en';
import { useText } from '../../../i18n/use-text';
import { optionsOf } from '../../../lists/words';
import type { TickedItem } from '../../../lists/use-ticked';
import { Button } from '../../../ui/button';
import { Select, TextArea, TextInput } from '../../../ui/fields';
import { useKnownConferenceFacts } from '../../conference/current-conference';
import {
  documentOf,
  lineOf,
  type ManyAct,
  type ManyAnswers,
  type ManyPayload,
  type ManyResult,
} from './many-acts';
import { ManyPart } from './many-results';

const ALSO = ['Nomination', 'InboxItem', 'QuotaBalance', 'DecisionBatch'];
const REASONS = [
  'CAPACITY',
  'DUPLICATE',
  'INELIGIBLE',
  'INCOMPLETE',
  'BALANCE',
  'SECURITY',
  'OTHER',
] as const;

/** What was done, what was left out because it could not be, and what failed after all. */
export interface ManyDone {
  readonly act: ManyAct;
  readonly done: readonly ManyResult[];
  readonly skipped: readonly ManyResult[];
  readonly failed: readonly ManyResult[];
  /** As those that were done had been before */
  readonly before: readonly ManyResult[];
}

interface ManyDialogProps {
  readonly act: ManyAct;
  readonly items: readonly TickedItem[];
  /** What is chosen for all to begin with */
  readonly choice?: string;
  readonly onClose: () => void;
  readonly onDone: (done: ManyDone) => void;
}

/** Asks what is the same for all, tells what would become of each, and does it where that is possible. */
export function ManyDialog(props: ManyDialogProps) {
  const { act, items, choice, onClose } = props;
  const t = useText();
  const [preview, setPreview] = useState<Preview>();
  return (
    <FormDialog title={t(`many.${act}.title`, { count: items.length })} onClose={onClose}>
      {preview === undefined ? (
        <Questions act={act} items={items} chosen={choice} onTold={setPreview} />
      ) : (
        <Foreseen {...props} preview={preview} />
      )}
    </FormDialog>
  );
}

/** What would become of each, and what was said for all. */
interface Preview {
  readonly answers: ManyAnswers;
  readonly results: readonly ManyResult[];
}

interface QuestionsProps extends Pick<ManyDialogProps, 'act' | 'items'> {
  readonly chosen: string | undefined;
  readonly onTold: (preview: Preview) => void;
}

function choiceRule(act: ManyAct): z.ZodType<string, string> {
  const { choice, counts } = lineOf(act);
  if (counts !== undefined)
    return z
      .string()
      .trim()
      .regex(/^[1-9]\d{0,4}$/, 'nomination.rank.wrong' satisfies MessageId);
  return choice === undefined ? z.string() : z.string().min(1, 'many.choice.missing' satisfies MessageId);
}

function Questions({ act, items, chosen, onTold }: QuestionsProps) {
  const t = useText();
  const { conference } = useKnownConferenceFacts();
  const { text, choice, counts, input } = lineOf(act);
  const document = documentOf(act);
  const { act: ask } = useAct(document);
  const state = useActForm<{ text: string; choice: string }, ManyPayload>({
    id: 'many',
    mutation: document,
    schema: z.object({
      text:
        text?.missing === undefined ? optionalText(LONGEST.text) : requiredText(text.missing, LONGEST.text),
      choice: choiceRule(act),
    }),
    defaults: { text: '', choice: chosen ?? '' },
    act: (answers) => ask({ input: { items, isDryRun: true, ...input(answers) } }),
    onDone: ({ results }, answers) => {
      onTold({ answers, results: results ?? [] });
    },
  });
  const choose = { value: '', label: t('nomination.choose') };
  return (
    <ActForm state={state} submitLabel={t('many.look')}>
      {choice === 'constituency' && (
        <Select
          {...state.field('choice')}
          label={t('nomination.constituency')}
          options={[
            choose,
            ...(conference?.constituencies ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {choice === 'reason' && (
        <Select
          {...state.field('choice')}
          label={t('act.reasonCode')}
          options={[choose, ...optionsOf(t, 'reasonCode', REASONS)]}
        />
      )}
      {counts !== undefined && <TextInput {...state.field('choice')} label={t(counts)} inputMode="numeric" />}
      {text !== undefined && (
        <TextArea {...state.field('text')} label={t(text.label)} hint={t('many.textHint')} rows={3} />
      )}
      <p className="govuk-body">{t('many.lookText')}</p>
    </ActForm>
  );
}

function Foreseen({ act, items, preview, onClose, onDone }: ManyDialogProps & { readonly preview: Preview }) {
  const t = useText();
  const { answers, results } = preview;
  const possible = items.filter((_, index) => results[index]?.outcome === 'POSSIBLE');
  const [can, cannot] = parted(results, 'POSSIBLE');
  const { press, isActing, problem } = useMutationButton(documentOf(act), {
    also: ALSO,
    onDone: (payload) => {
      const [done, failed] = parted(payload.results ?? [], 'DONE');
      onDone({ act, done, skipped: cannot, failed, before: can });
      onClose();
    },
  });
  return (
    <>
      <ManyPart act={act} results={can} title={t('many.can', { count: can.length })} />
      <ManyPart act={act} results={cannot} title={t('many.cannot', { count: cannot.length })} />
      <p role="alert" className={problem === undefined ? undefined : 'govuk-error-message'}>
        {problem}
      </p>
      {possible.length > 0 && (
        <div className="govuk-button-group">
          <Button
            isBusy={isActing}
            onClick={() => void press({ input: { items: possible, ...lineOf(act).input(answers) } })}
          >
            {isActing ? t('form.sending') : t(`many.${act}.send`, { count: possible.length })}
          </Button>
        </div>
      )}
    </>
  );
}

const parted = (
  results: readonly ManyResult[],
  outcome: ManyResult['outcome'],
): [those: ManyResult[], others: ManyResult[]] => [
  results.filter((result) => result.outcome === outcome),
  results.filter((result) => result.outcome !== outcome),
];
