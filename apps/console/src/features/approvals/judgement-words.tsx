import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import type { InboxNomination } from './operations';

type Judgement = NonNullable<NonNullable<InboxNomination['duplicates']>[number]['judgement']>;

/** "Judged different by Percival on Tuesday", and what has changed since, if anything has. */
export function JudgementWords({ judgement }: { readonly judgement: Judgement }) {
  const t = useText();
  const time = usePlainTime();
  return (
    <>
      <Text
        id={`pairs.judged.${judgement.verdict}`}
        values={{
          name: <bdi>{judgement.by?.name ?? t('act.somebodyElse')}</bdi>,
          time: time.full(judgement.at),
        }}
      />
      {judgement.changes.length > 0 && (
        <>
          {' '}
          {t('pairs.changed', {
            changes: judgement.changes
              .map((change) => t(`pairs.change.${change}`))
              .join(t('general.semicolon')),
          })}
        </>
      )}
    </>
  );
}
