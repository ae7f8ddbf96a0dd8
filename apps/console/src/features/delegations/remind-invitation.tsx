import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { usePlainTime } from '../../i18n/plain-time';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { RemindOrganisationInvitationMutation } from './operations';

interface RemindInvitationProps {
  readonly invitation: { readonly id: string; readonly version: number };
  /** What the organisation is called, for a list in which several can be reminded; left out on its own page */
  readonly name?: string;
  readonly onReminded: () => void;
}

/** One press that writes to an organisation which has not answered. */
export function RemindInvitation({ invitation: { id, version }, name, onReminded }: RemindInvitationProps) {
  const t = useText();
  const time = usePlainTime();
  const { press, isActing, problem } = useMutationButton(RemindOrganisationInvitationMutation, {
    also: ['OrganisationInvitationConnection', 'AuditEventConnection'],
    onDone: onReminded,
    refusalValues: ({ remindedAt, remindedBy }) => ({
      time: remindedAt ? time.full(remindedAt) : '',
      name: isolate(remindedBy ?? t('general.notGiven')),
    }),
  });
  return (
    <>
      <Button
        variant="secondary"
        isBusy={isActing}
        aria-label={name === undefined ? undefined : t('delegations.remindNamed', { name: isolate(name) })}
        onClick={() => void press({ id, input: { version } })}
      >
        {t('invitationAct.REMIND')}
      </Button>
      <Problem of={problem} />
    </>
  );
}
