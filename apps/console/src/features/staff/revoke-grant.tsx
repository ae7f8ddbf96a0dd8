import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { useState } from 'react';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { RevokeGrantMutation, type StaffGrant } from './operations';

interface RevokeGrantProps {
  readonly grant: StaffGrant;
  readonly onRevoked: (name: string) => void;
}

/** Asks before it takes a role away: the person can do nothing with it from then on. */
export function RevokeGrant({ grant, onRevoked }: RevokeGrantProps) {
  const t = useText();
  const [isAsking, setIsAsking] = useState(false);
  const role = t(`role.${grant.role}`);
  const { press, isActing, problem, forgetProblem } = useMutationButton(RevokeGrantMutation, {
    also: ['StaffConnection'],
    onDone: () => {
      setIsAsking(false);
      onRevoked(grant.name);
    },
  });
  return (
    <>
      <Button
        variant="secondary"
        aria-label={t('staff.revokeNamed', { name: isolate(grant.name), role })}
        onClick={() => {
          forgetProblem();
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
          <Problem of={problem} />
          <Button variant="warning" isBusy={isActing} onClick={() => void press({ id: grant.id, input: {} })}>
            {t('staff.revoke')}
          </Button>{' '}
        </Dialog>
      )}
    </>
  );
}
