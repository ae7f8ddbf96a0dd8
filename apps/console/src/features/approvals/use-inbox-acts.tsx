import { useText } from '../../i18n/use-text';
import { ASSIGNING_REVIEWS, hasRole } from '../access/roles';
import { useSession } from '../access/session';
import type { OtherAct } from '../nominations/many/many-bar';
import { AssignDialog } from './assign-dialog';

/** What can be done with ticked rows of the inbox besides acts on nominations, by whoever may. */
export function useInboxActs(): readonly OtherAct[] {
  const t = useText();
  const { grants } = useSession();
  return hasRole(grants, ASSIGNING_REVIEWS)
    ? [{ key: 'assign', label: t('assign.title'), dialog: (props) => <AssignDialog {...props} /> }]
    : [];
}
