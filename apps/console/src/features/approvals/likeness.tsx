import { useText } from '../../i18n/use-text';
import type { InboxNomination } from './operations';

interface LikenessProps {
  readonly of: Pick<NonNullable<InboxNomination['duplicates']>[number], 'score' | 'reasonCodes'>;
}

/** Why two nominations may be of one person, in words: "98% alike: the same e-mail address; the same name". */
export function Likeness({ of: { score, reasonCodes } }: LikenessProps) {
  const t = useText();
  const reasons = reasonCodes.map((reason) => withinSentence(t(`duplicateReason.${reason}`)));
  return (
    <>
      {t('duplicates.score', { percent: Math.round(score * 100) })}
      {reasons.length > 0 && `${t('general.colon')}${reasons.join(t('general.semicolon'))}`}
    </>
  );
}

/** Words that begin no sentence; none of the reasons begins with a name. */
const withinSentence = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
