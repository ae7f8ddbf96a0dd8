import { isolate, useText } from '../../i18n/use-text';
import { hasRole } from '../access/roles';
import { useSession } from '../access/session';
import { TakeMatchBack } from '../organisations/take-match-back';
import type { NominationDetails } from './operations';

interface NotThisOrganisationProps {
  readonly nomination: NominationDetails;
  readonly onDone: () => void;
}

/** For the host, which says what the organisation of a nomination is: it takes back what was said. */
export function NotThisOrganisation({ nomination, onDone }: NotThisOrganisationProps) {
  const t = useText();
  const { grants } = useSession();
  const { id, person, organisation } = nomination;
  if (organisation === null || person.organisation === null) return null;
  if (!hasRole(grants, ['HOST_ADMINISTRATOR', 'HOST_OFFICER'])) return null;
  return (
    <TakeMatchBack
      typed={person.organisation}
      nominationIds={[id]}
      label={t('nomination.notThisOrganisation', { name: isolate(organisation.name) })}
      onDone={onDone}
    />
  );
}
