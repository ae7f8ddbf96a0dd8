import { useMutationButton } from '../../form/use-mutation-button';
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
  const { press, isActing, problem } = useMutationButton(ReleaseDecisionsMutation, {
    also: ['Nomination', 'DecisionBatch', 'Message', 'ReleasePreview', 'QuotaBalance'],
    onDone: onReleased,
    onRefused: () => {
      onStale();
      return undefined;
    },
  });
  const label =
    messageCount > 0
      ? t('release.send', { count: messageCount })
      : t('release.release', { count: decisionCount });

  if (!hasRole(grants, ['HOST_APPROVER']))
    return <UnavailableButton label={label} reason={t('release.approverOnly')} />;
  const release = () => press({ input: { conferenceId, nominationIds, previewVersion } });
  return (
    <>
      <ErrorSummary
        title={t('form.thereIsAProblem')}
        errors={problem === undefined ? [] : [{ message: problem }]}
      />
      <WarningText iconText={t('general.warning')}>{t('release.warning')}</WarningText>
      <Button isBusy={isActing} onClick={() => void release()}>
        {isActing ? t('form.sending') : label}
      </Button>
    </>
  );
}
