import { useState } from 'react';
import { useAct } from '../../api/use-act';
import { useRefusalText } from '../../api/use-refusal-text';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { RevokeGrantMutation, type StaffGrant } from './staff-operations';

interface RevokeGrantProps {
  readonly grant: StaffGrant;
  readonly onRevoked: (name: string) => void;
}

/** Asks before it takes a role away: the person can do nothing with it from then on. */
export function RevokeGrant({ grant, onRevoked }: RevokeGrantProps) {
  const t = useText();
  const refusalText = useRefusalText('revokeGrant');
  const { act, isActing } = useAct(RevokeGrantMutation, { also: ['StaffConnection'] });
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const role = t(`role.${grant.role}`);
  const revoke = async () => {
    const outcome = await act((idempotencyKey) => ({ id: grant.id, input: { idempotencyKey } }));
    if (outcome.kind === 'done') {
      setIsAsking(false);
      onRevoked(grant.name);
    } else if (outcome.kind === 'refused')
      setProblem(outcome.errors.map((error) => refusalText(error)).join(' '));
    else setProblem(t(`failure.${outcome.failure.kind}.text`));
  };
  return (
    <>
      <Button
        variant="secondary"
        aria-label={t('staff.revokeNamed', { name: isolate(grant.name), role })}
        onClick={() => {
          setProblem(undefined);
          setIsAsking(true);
        }}
      >
        {t('staff.revoke')}
      </Button>
      {isAsking && (
        <Dialog
          title={t('staff.revokeTitle')}
          closeLabel={t('general.cancel')}
          onClose={() => {
            setIsAsking(false);
          }}
        >
          <p className="govuk-body">
            <Text
              id={grant.state === 'HELD' ? 'staff.revokeText' : 'staff.revokeOfferText'}
              values={{ name: <bdi>{grant.name}</bdi>, role }}
            />
          </p>
          {problem !== undefined && (
            <p className="govuk-error-message" role="alert">
              {problem}
            </p>
          )}
          <Button variant="warning" isBusy={isActing} onClick={() => void revoke()}>
            {t('staff.revoke')}
          </Button>{' '}
        </Dialog>
      )}
    </>
  );
}
