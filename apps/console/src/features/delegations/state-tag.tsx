import { useText } from '../../i18n/use-text';
import { Tag, type TagColour } from '../../ui/tag';
import type { InvitationState } from './sets';

const COLOURS: Readonly<Record<InvitationState, TagColour>> = {
  DRAFT: 'grey',
  APPROVED: 'turquoise',
  SENT: 'blue',
  ACCEPTED: 'green',
  REGRETS: 'orange',
  LAPSED: 'purple',
  REVOKED: 'red',
};

interface StateTagProps {
  readonly state: InvitationState;
  readonly acknowledgedAt: string | null;
}

/** Where an invitation stands; of one that is out, whether it is known to have arrived. */
export function StateTag({ state, acknowledgedAt }: StateTagProps) {
  const t = useText();
  const isArrived = state === 'SENT' && acknowledgedAt !== null;
  return (
    <Tag colour={COLOURS[state]}>
      {t(isArrived ? 'invitationArrived' : `organisationInvitationState.${state}`)}
    </Tag>
  );
}
