import { useRead } from '../../api/use-read';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Notification } from '../../ui/text-blocks';
import { useConferenceId } from '../conference/current-conference';
import { StaffConflictsQuery } from './operations';

/** Who has roles that nobody may hold together: given before there was that rule, and an administrator's to mend. */
export function StaffConflicts() {
  const t = useText();
  const read = useRead(StaffConflictsQuery, { conferenceId: useConferenceId() });
  const nodes = read.state === 'ready' ? read.data.staff.nodes : [];
  if (nodes.length === 0) return null;
  return (
    <Notification title={t('general.important')}>
      <p className="govuk-notification-banner__heading">{t('staff.conflicts')}</p>
      <ul className="govuk-list govuk-list--bullet">
        {nodes.map(({ id, name, role, conflictingRoles }) => (
          <li key={id}>
            <Text
              id="staff.conflict"
              values={{
                name: <bdi>{name}</bdi>,
                role: t(`role.${role}`),
                others: conflictingRoles.map((other) => t(`role.${other}`)).join(', '),
              }}
            />
          </li>
        ))}
      </ul>
    </Notification>
  );
}
