import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { usePlainTime } from '../../i18n/plain-time';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { RemindRoleMutation, type StaffGrant } from './operations';

interface RemindRoleProps {
  readonly grant: StaffGrant;
  readonly onReminded: (name: string, email: string) => void;
}

/** Writes once more to somebody who has not answered. */
export function RemindRole({ grant, onReminded }: RemindRoleProps) {
  const t = useText();
  const time = usePlainTime();
  const { press, isActing, problem } = useMutationButton(RemindRoleMutation, {
    also: ['StaffConnection'],
    onDone: () => {
      onReminded(grant.name, grant.email);
    },
    refusalValues: ({ retryAt }) => (retryAt ? { time: time.full(retryAt) } : {}),
  });
  return (
    <>
      <Button
        variant="secondary"
        isBusy={isActing}
        aria-label={t('staff.remindNamed', { name: isolate(grant.name), role: t(`role.${grant.role}`) })}
        onClick={() => void press({ id: grant.id, input: {} })}
      >
        {t('staff.remind')}
      </Button>
      <Problem of={problem} />
    </>
  );
}
