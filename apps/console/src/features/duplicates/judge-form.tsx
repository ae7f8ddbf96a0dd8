import { z } from 'zod';
import { LONGEST, optionalText, orNull } from '../../form/text-rules';
import { useMutationForm } from '../../form/use-mutation-form';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { TextArea } from '../../ui/fields';
import { useHotkeys } from '../../ui/use-hotkeys';
import { JudgeDuplicateMutation, type Pair, type Verdict } from './operations';

const VERDICTS = ['SAME', 'DIFFERENT', 'LATER'] as const;
const KEY_OF: Readonly<Record<Verdict, string>> = { SAME: 'S', DIFFERENT: 'D', LATER: 'L' };

const schema = z.object({ note: optionalText(LONGEST.text), verdict: z.enum(VERDICTS) });

/** Judgements change dossiers, lists and what a release holds back. */
const TOUCHED = ['DuplicatePair', 'DuplicatePairConnection', 'Nomination', 'ReleasePreview'];

interface JudgeFormProps {
  readonly pair: Pair;
  readonly areHotkeysOn: boolean;
  readonly onDone: (verdict: Verdict) => void;
  /** Somebody else was faster: the page reads what they said */
  readonly onStale: () => void;
}

/** Three buttons, each of which says what the pair is; and room to say why. */
export function JudgeForm({ pair, areHotkeysOn, onDone, onStale }: JudgeFormProps) {
  const t = useText();
  const state = useMutationForm(JudgeDuplicateMutation, {
    id: 'judge',
    also: TOUCHED,
    schema,
    defaults: { note: '', verdict: 'LATER' },
    variables: ({ note, verdict }) => ({
      input: {
        nominationId: pair.first.id,
        otherId: pair.second.id,
        verdict,
        note: orNull(note),
        version: pair.version,
      },
    }),
    onDone: (_payload, { verdict }) => {
      onDone(verdict);
    },
    onRefused: ({ code }) => {
      if (code === 'ALREADY_JUDGED') onStale();
      return false;
    },
    refusalValues: ({ decidedBy, verdict }) => ({
      decidedBy: isolate(decidedBy?.name ?? t('act.somebodyElse')),
      verdict: verdict === null ? '' : t(`pairs.verdict.${verdict}`),
    }),
  });
  const say = (verdict: Verdict) => {
    if (state.isBusy) return;
    state.form.setValue('verdict', verdict);
    state.onSubmit();
  };
  useHotkeys(
    Object.fromEntries(
      VERDICTS.map((verdict) => [
        KEY_OF[verdict].toLowerCase(),
        () => {
          say(verdict);
        },
      ]),
    ),
    areHotkeysOn,
  );
  return (
    <form
      noValidate
      className="app-box app-box--strong"
      aria-labelledby="judge-heading"
      onSubmit={(event) => {
        // Enter says nothing: which of the three was meant?
        event.preventDefault();
      }}
    >
      <h2 className="govuk-heading-m" id="judge-heading">
        {t('pairs.question')}
      </h2>
      <ErrorSummary title={t('form.thereIsAProblem')} errors={state.errors} />
      <TextArea {...state.field('note')} label={t('pairs.note')} rows={2} />
      <div className="app-decide">
        {VERDICTS.map((verdict) => (
          <Button
            key={verdict}
            variant="secondary"
            shortcut={KEY_OF[verdict]}
            isBusy={state.isBusy}
            onClick={() => {
              say(verdict);
            }}
          >
            {t(`pairs.judge.${verdict}`)}
          </Button>
        ))}
      </div>
    </form>
  );
}
