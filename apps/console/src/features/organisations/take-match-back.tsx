import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { Button } from '../../ui/button';
import { useConferenceId } from '../conference/current-conference';
import { MatchOrganisationTextMutation, MATCHED } from './operations';

interface TakeMatchBackProps {
  readonly typed: string;
  readonly nominationIds: readonly string[];
  readonly label: string;
  readonly onDone: (count: number) => void;
}

/** What was typed at these nominations names no organisation again, and waits with the others. */
export function TakeMatchBack({ typed, nominationIds, label, onDone }: TakeMatchBackProps) {
  const conferenceId = useConferenceId();
  const { press, isActing, problem } = useMutationButton(MatchOrganisationTextMutation, {
    also: MATCHED,
    onDone: ({ matchedCount }) => {
      onDone(matchedCount ?? 0);
    },
  });
  return (
    <>
      <Problem of={problem} />
      <Button
        variant="secondary"
        isBusy={isActing}
        onClick={() =>
          void press({
            input: { conferenceId, typed, organisationId: null, nominationIds: [...nominationIds] },
          })
        }
      >
        {label}
      </Button>
    </>
  );
}
