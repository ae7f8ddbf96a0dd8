import { ConsolePage } from '../../layout/console-page';
import { useText } from '../../i18n/use-text';
import { Staff } from './staff';

/** The people of a partner's workspace, for its coordinator; all of them, for an auditor. */
export function StaffPage() {
  const t = useText();
  return (
    <ConsolePage title={t('staff.title')}>
      <Staff />
    </ConsolePage>
  );
}
