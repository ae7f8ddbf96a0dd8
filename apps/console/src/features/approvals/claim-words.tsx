import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';

interface ClaimWordsProps {
  readonly claim: { readonly isMine: boolean; readonly by: { readonly name: string } };
}

/** Who is on a review. */
export function ClaimWords({ claim: { isMine, by } }: ClaimWordsProps) {
  const t = useText();
  if (isMine) return t('claim.mine');
  return <Text id="claim.colleague" values={{ name: <bdi>{by.name}</bdi> }} />;
}
