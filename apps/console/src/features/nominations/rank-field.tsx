import { useMutationButton } from '../../form/use-mutation-button';
import { useState } from 'react';
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
  const [typed, setTyped] = useState<string>();
  const [notice, setNotice] = useState<{ text: string; isProblem: boolean }>();
  const saved = nomination.rank === null ? '' : String(nomination.rank);
  const { press, isActing } = useMutationButton(UpdateNominationMutation, {
    onDone: () => {
      setNotice({ text: t('nomination.rank.saved'), isProblem: false });
      setTyped(undefined);
      onSaved();
    },
    onProblem: (text) => {
      setNotice({ text, isProblem: true });
    },
  });
  useUnsaved(typed !== undefined && typed !== saved);

  const save = async () => {
    if (typed === undefined || typed === saved || isActing) return;
    const rank = typed === '' ? null : Number(typed);
    if (rank !== null && !(Number.isInteger(rank) && rank > 0 && rank < 1_000_000)) {
      setNotice({ text: t('nomination.rank.wrong'), isProblem: true });
      return;
    }
    const { id, version } = nomination;
    await press({ id, input: { version, rank } });
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
