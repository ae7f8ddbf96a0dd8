import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { TOUCHED_BY_MERGES } from './merge-form';
import { useFactWords, type Fact } from './merged-facts';
import { UndoMergeMutation, type Merge } from './operations';

interface PairMergesProps {
  readonly merges: readonly Merge[];
  /** Told what was corrected back, and what was not, for somebody has changed it since */
  readonly onUndone: (reference: string, kept: readonly Fact[]) => void;
  readonly onStale: () => void;
}

/** What the one has taken from the other, the newest first, each with the way back. */
export function PairMerges({ merges, onUndone, onStale }: PairMergesProps) {
  const t = useText();
  if (merges.length === 0) return null;
  return (
    <section aria-labelledby="merges-heading">
      <h2 className="govuk-heading-m" id="merges-heading">
        {t('merge.list')}
      </h2>
      <ul className="govuk-list govuk-list--spaced">
        {merges.map((merge) => (
          <li key={merge.id} className="app-box">
            <OneMerge merge={merge} onUndone={onUndone} onStale={onStale} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OneMergeProps extends Omit<PairMergesProps, 'merges'> {
  readonly merge: Merge;
}

function OneMerge({ merge, onUndone, onStale }: OneMergeProps) {
  const t = useText();
  const time = usePlainTime();
  const { reference, version } = merge.nomination;
  const { press, isActing, problem } = useMutationButton(UndoMergeMutation, {
    also: TOUCHED_BY_MERGES,
    onDone: ({ kept }) => {
      onUndone(reference, kept);
    },
    onRefused: () => {
      onStale();
      return undefined;
    },
    refusalValues: ({ invitationState }) => ({ state: invitationState ?? 'other' }),
  });
  return (
    <>
      <p className="govuk-body">
        <Text
          id="merge.line"
          values={{
            reference: <bdi>{reference}</bdi>,
            name: <bdi>{merge.by?.name ?? t('act.somebodyElse')}</bdi>,
            time: time.full(merge.at),
          }}
        />
      </p>
      <ul className="govuk-list govuk-list--bullet">
        {merge.facts.map((fact) => (
          <li key={fact.fact}>
            <OneFact
              fact={fact}
              isKnown={merge.undoObstacle === null || merge.undoObstacle === 'CHANGED_SINCE'}
            />
          </li>
        ))}
      </ul>
      <p className="govuk-body">
        <HowItStands merge={merge} />
      </p>
      {merge.canUndo && (
        <Button
          variant="secondary"
          isBusy={isActing}
          onClick={() => {
            void press({ input: { mergeId: merge.id, version } });
          }}
        >
          {isActing ? t('form.sending') : t('merge.undo')}
        </Button>
      )}
      <Problem of={problem} />
    </>
  );
}

interface OneFactProps {
  readonly fact: Merge['facts'][number];
  /** What it said is kept while it can be put back */
  readonly isKnown: boolean;
}

function OneFact({ fact: { fact, was, became, isChangedSince }, isKnown }: OneFactProps) {
  const t = useText();
  const { label, said } = useFactWords();
  if (!isKnown) return label(fact);
  return (
    <>
      {label(fact)}
      {t('general.colon')}
      <Text
        id="merge.fact"
        values={{ was: <bdi>{said(fact, was)}</bdi>, became: <bdi>{said(fact, became)}</bdi> }}
      />
      {isChangedSince && ` ${t('merge.changedSince')}`}
    </>
  );
}

/** Until when it can be undone, that it was, or why it stays. */
function HowItStands({ merge }: { readonly merge: Merge }) {
  const t = useText();
  const time = usePlainTime();
  if (merge.undoneAt !== null)
    return (
      <Text
        id="merge.undone"
        values={{
          name: <bdi>{merge.undoneBy?.name ?? t('act.somebodyElse')}</bdi>,
          time: time.full(merge.undoneAt),
        }}
      />
    );
  if (merge.undoObstacle === 'TOO_LATE' || merge.undoObstacle === 'CHANGED_SINCE')
    return t(`merge.stays.${merge.undoObstacle}`);
  return t('merge.undoableUntil', { time: time.full(merge.undoableUntil) });
}
