import { useState } from 'react';
import { useAct } from '../../api/use-act';
import { useRefusalText } from '../../api/use-refusal-text';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { WarningText } from '../../ui/text-blocks';
import { UnavailableButton } from '../../ui/unavailable-button';
import { hasRole } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId } from '../conference/current-conference';
import { ReleaseDecisionsMutation, type Release } from './release-operations';

interface ReleaseButtonProps {
  /** Null releases everything that waits */
  readonly nominationIds: string[] | null;
  /** Of the preview that was read: this is released, or nothing */
  readonly previewVersion: string;
  readonly messageCount: number;
  readonly decisionCount: number;
  readonly onReleased: (release: Release) => void;
  readonly onStale: () => void;
}

/** The step that cannot be taken back: the button says how many messages it sends. */
export function ReleaseButton(props: ReleaseButtonProps) {
  const { nominationIds, previewVersion, messageCount, decisionCount, onReleased, onStale } = props;
  const t = useText();
  const conferenceId = useConferenceId();
  const { grants } = useSession();
  const refusalText = useRefusalText('releaseDecisions');
  const { act, isActing } = useAct(ReleaseDecisionsMutation, {
    also: ['Nomination', 'DecisionBatch', 'Message', 'ReleasePreview', 'QuotaBalance'],
  });
  const [problems, setProblems] = useState<readonly { message: string }[]>([]);
  const label =
    messageCount > 0
      ? t('release.send', { count: messageCount })
      : t('release.release', { count: decisionCount });

  if (!hasRole(grants, ['HOST_APPROVER']))
    return <UnavailableButton label={label} reason={t('release.approverOnly')} />;
  const release = async () => {
    setProblems([]);
    const outcome = await act((idempotencyKey) => ({
      input: { idempotencyKey, conferenceId, nominationIds, previewVersion },
    }));
    if (outcome.kind === 'done') onReleased(outcome.payload);
    else if (outcome.kind === 'refused') {
      setProblems(outcome.errors.map((error) => ({ message: refusalText(error) })));
      onStale();
    } else setProblems([{ message: t(`failure.${outcome.failure.kind}.text`) }]);
  };
  return (
    <>
      <ErrorSummary title={t('form.thereIsAProblem')} errors={problems} />
      <WarningText iconText={t('general.warning')}>{t('release.warning')}</WarningText>
      <Button isBusy={isActing} onClick={() => void release()}>
        {isActing ? t('form.sending') : label}
      </Button>
    </>
  );
}
