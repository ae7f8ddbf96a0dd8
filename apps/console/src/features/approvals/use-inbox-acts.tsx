import { useText } from '../../i18n/use-text';
import { ASSIGNING_REVIEWS, hasRole, REMINDING } from '../access/roles';
import { useSession } from '../access/session';
import type { OtherAct } from '../nominations/many/many-bar';
import { AssignDialog } from './assign-dialog';
import { RemindDialog } from './remind-dialog';

/** What can be done with ticked rows of the inbox besides acts on nominations, by whoever may. */
export function useInboxActs(): readonly OtherAct[] {
  const t = useText();
  const { grants } = useSession();
  const acts: OtherAct[] = [];
  if (hasRole(grants, ASSIGNING_REVIEWS))
    acts.push({ key: 'assign', label: t('assign.title'), dialog: (props) => <AssignDialog {...props} /> });
  if (hasRole(grants, REMINDING))
    acts.push({ key: 'remind', label: t('remind.title'), dialog: (props) => <RemindDialog {...props} /> });
  return acts;
}
