import { useRef, useState } from 'react';
import { useMutationButton } from '../../form/use-mutation-button';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { focusOn } from '../../ui/focus-on';
import { hasRole, REMINDING } from '../access/roles';
import { useSession } from '../access/session';
import { ClaimWords } from './claim-words';
import { ClaimReviewMutation, ReleaseReviewClaimMutation } from './claim-operations';
import { RemindDialog } from './remind-dialog';
import type { InboxNomination } from './operations';

interface ClaimPartProps {
  readonly nomination: InboxNomination;
  readonly onStale: () => void;
}

/** Whether somebody still has to act on it. */
const isWaiting = ({ stage, state }: InboxNomination): boolean =>
  (stage === 'REVIEW' || stage === 'SIGN_OFF') && (state === 'SUBMITTED' || state === 'UNDER_REVIEW');

const ALSO = ['Nomination', 'InboxItem', 'ReviewColleague'];

/** Who is on the review, and one press to take it on or let it go: a courtesy among colleagues, no lock. */
export function ClaimPart({ nomination, onStale }: ClaimPartProps) {
  const t = useText();
  const { id, version, claim, availableActions } = nomination;
  const who = useRef<HTMLParagraphElement>(null);
  const options = {
    also: ALSO,
    onDone: () => {
      // The button goes with what it did.
      focusOn(who.current);
      onStale();
    },
    onRefused: () => {
      onStale();
      return undefined;
    },
  };
  const take = useMutationButton(ClaimReviewMutation, {
    ...options,
    refusalValues: ({ claimedBy }) => ({ claimedBy: claimedBy?.name ?? t('claim.somebody') }),
  });
  const letGo = useMutationButton(ReleaseReviewClaimMutation, options);
  const canRemind = hasRole(useSession().grants, REMINDING) && isWaiting(nomination);
  const [isReminding, setIsReminding] = useState(false);
  const canTake = availableActions.includes('CLAIM');
  const canLetGo = availableActions.includes('RELEASE_CLAIM');
  const problem = take.problem ?? letGo.problem;
  if (claim === null && !canTake && !canRemind && problem === undefined) return null;
  return (
    <section className="app-box" aria-label={t('claim.title')}>
      <p ref={who} className="govuk-body" role="status">
        {claim === null ? t('claim.nobody') : <ClaimWords claim={claim} />}
      </p>
      <p role="alert" className={problem === undefined ? undefined : 'govuk-error-message'}>
        {problem}
      </p>
      <div className="govuk-button-group">
        {canTake && (
          <Button
            variant="secondary"
            isBusy={take.isActing}
            onClick={() => void take.press({ id, input: { version } })}
          >
            {t('claim.take')}
          </Button>
        )}
        {canLetGo && (
          <Button
            variant="secondary"
            isBusy={letGo.isActing}
            onClick={() => void letGo.press({ id, input: { version } })}
          >
            {t('claim.letGo')}
          </Button>
        )}
        {canRemind && (
          <Button
            variant="secondary"
            onClick={() => {
              setIsReminding(true);
            }}
          >
            {t('remind.title')}
          </Button>
        )}
      </div>
      {isReminding && (
        <RemindDialog
          items={[{ id }]}
          onClose={() => {
            setIsReminding(false);
          }}
          onDone={onStale}
        />
      )}
    </section>
  );
}
