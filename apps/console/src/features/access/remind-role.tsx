import { useState } from 'react';
import { useAct } from '../../api/use-act';
import { useRefusalText } from '../../api/use-refusal-text';
import { usePlainTime } from '../../i18n/plain-time';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { RemindRoleMutation, type StaffGrant } from './staff-operations';

interface RemindRoleProps {
  readonly grant: StaffGrant;
  readonly onReminded: (name: string, email: string) => void;
}

/** Writes once more to somebody who has not answered. */
export function RemindRole({ grant, onReminded }: RemindRoleProps) {
  const t = useText();
  const time = usePlainTime();
  const refusalText = useRefusalText('remindRole');
  const { act, isActing } = useAct(RemindRoleMutation, { also: ['StaffConnection'] });
  const [problem, setProblem] = useState<string>();
  const remind = async () => {
    setProblem(undefined);
    const outcome = await act((idempotencyKey) => ({ id: grant.id, input: { idempotencyKey } }));
    if (outcome.kind === 'done') onReminded(grant.name, grant.email);
    else if (outcome.kind === 'refused')
      setProblem(
        outcome.errors
          .map((error) => refusalText(error, error.retryAt ? { time: time.full(error.retryAt) } : {}))
          .join(' '),
      );
    else setProblem(t(`failure.${outcome.failure.kind}.text`));
  };
  return (
    <>
      <Button
        variant="secondary"
        isBusy={isActing}
        aria-label={t('staff.remindNamed', { name: isolate(grant.name), role: t(`role.${grant.role}`) })}
        onClick={() => void remind()}
      >
        {t('staff.remind')}
      </Button>
      {problem !== undefined && (
        <p className="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
