import { useState } from 'react';
import { useAct } from '../../api/use-act';
import { useRefusalText } from '../../api/use-refusal-text';
import { useUnsaved } from '../../form/unsaved';
import { isolate, useText } from '../../i18n/use-text';
import { UpdateNominationMutation } from './mutations';
import { classNames } from '../../ui/class-names';
import type { NominationLine } from './operations';

interface RankFieldProps {
  readonly nomination: NominationLine;
  readonly onSaved: () => void;
}

/** The rank of a nomination, changed in its row: type a number and go on. Empty takes the rank away. */
export function RankField({ nomination, onSaved }: RankFieldProps) {
  const t = useText();
  const refusalText = useRefusalText('updateNomination');
  const { act, isActing } = useAct(UpdateNominationMutation);
  const [typed, setTyped] = useState<string>();
  const [notice, setNotice] = useState<{ text: string; isProblem: boolean }>();
  const saved = nomination.rank === null ? '' : String(nomination.rank);
  useUnsaved(typed !== undefined && typed !== saved);

  const save = async () => {
    if (typed === undefined || typed === saved || isActing) return;
    const rank = typed === '' ? null : Number(typed);
    if (rank !== null && !(Number.isInteger(rank) && rank > 0 && rank < 1_000_000)) {
      setNotice({ text: t('nomination.rank.wrong'), isProblem: true });
      return;
    }
    const { id, version } = nomination;
    const outcome = await act((idempotencyKey) => ({ id, input: { idempotencyKey, version, rank } }));
    if (outcome.kind === 'done') {
      setNotice({ text: t('nomination.rank.saved'), isProblem: false });
      setTyped(undefined);
      onSaved();
    } else if (outcome.kind === 'refused')
      setNotice({ text: outcome.errors.map((error) => refusalText(error)).join(' '), isProblem: true });
    else setNotice({ text: t(`failure.${outcome.failure.kind}.text`), isProblem: true });
  };

  return (
    <>
      <input
        className="govuk-input govuk-input--width-3"
        inputMode="numeric"
        aria-label={t('nomination.rank.of', { name: isolate(nomination.person.name) })}
        value={typed ?? saved}
        onChange={(event) => {
          setTyped(event.target.value.trim());
        }}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save();
        }}
      />
      <span
        role="status"
        className={classNames(
          'app-rank-notice',
          notice?.isProblem === true ? 'govuk-error-message' : 'app-muted',
        )}
      >
        {notice?.text}
      </span>
    </>
  );
}
