import { useText } from '../../i18n/use-text';
import type { PairLine } from './operations';

interface EvidenceProps {
  readonly pair: Pick<PairLine, 'score' | 'reasonCodes'>;
}

/** Why two nominations may be of one person, in words: "98% alike: the same name". */
export function Evidence({ pair: { score, reasonCodes } }: EvidenceProps) {
  const t = useText();
  return (
    <>
      {t('duplicates.score', { percent: Math.round(score * 100) })}
      {reasonCodes.length > 0 &&
        `${t('general.colon')}${reasonCodes.map((reason) => t(`duplicateReason.${reason}`)).join('; ')}`}
    </>
  );
}
