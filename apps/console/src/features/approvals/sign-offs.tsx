import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import type { InboxNomination } from './operations';

type Progress = NonNullable<InboxNomination['signOffs']>;

/** Who has signed for what while more than one has to agree, and what happens when they differ. */
export function SignOffs({ progress: { needed, voices } }: { readonly progress: Progress }) {
  const t = useText();
  return (
    <>
      <p className="govuk-body">{t('signOffs.rule', { needed })}</p>
      {voices.length === 0 && <p className="govuk-body">{t('signOffs.none')}</p>}
      <ul className="govuk-list govuk-list--spaced">
        {voices.map((voice) => (
          <li key={voice.id}>
            <Voice voice={voice} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Voice({ voice }: { readonly voice: Progress['voices'][number] }) {
  const t = useText();
  const time = usePlainTime();
  const { outcome, reasonCode, reasonText, isQuotaOverridden, by, onBehalfOf, at } = voice;
  return (
    <>
      <strong>{t(`decisionOutcome.${outcome}`)}</strong>
      {isQuotaOverridden && <> ({t('signOffs.beyondQuota')})</>}
      {reasonCode !== null && (
        <>
          {t('general.colon')}
          {t(`reasonCode.${reasonCode}`)}
        </>
      )}
      {reasonText !== null && (
        <>
          <br />
          <bdi>{reasonText}</bdi>
        </>
      )}
      <span className="app-muted">
        <br />
        <Text
          id={onBehalfOf === null ? 'decision.by' : 'decision.byOnBehalfOf'}
          values={{
            name: <bdi>{by.name}</bdi>,
            absent: <bdi>{onBehalfOf?.name}</bdi>,
            at: time.full(at),
          }}
        />
      </span>
    </>
  );
}
