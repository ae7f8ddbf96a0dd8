import { useRead } from '../../api/use-read';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { useUntilNextPage } from '../../ui/drawn-together';
import { Notification } from '../../ui/text-blocks';
import { hasRole } from '../access/roles';
import { useSession } from '../access/session';
import { useCurrentConference } from '../conference/current-conference';
import { MailTroubleQuery } from './operations';

/** On every page of the host's administrators and officers while no mail goes out: since when, and why. */
export function MailTroubleNotice() {
  const t = useText();
  const time = usePlainTime();
  const { grants } = useSession();
  const { chosen } = useCurrentConference();
  const own = grants.filter(({ conference }) => conference.id === chosen?.id);
  const isForThem = hasRole(own, ['HOST_ADMINISTRATOR', 'HOST_OFFICER']);
  const read = useRead(MailTroubleQuery, { conferenceId: chosen?.id ?? '' }, !isForThem);
  const trouble = useUntilNextPage(isForThem && read.state === 'ready' ? read.data.mailTrouble : null);
  if (trouble === null) return null;
  const since = time.moment(trouble.since);
  return (
    <Notification title={t('general.important')}>
      <p className="govuk-notification-banner__heading">{t(`mailTrouble.${trouble.reason}`, { since })}</p>
      <p className="govuk-body">
        {t('mailTrouble.answer')} <bdi>{trouble.answer}</bdi>
      </p>
      <p className="govuk-body">
        {trouble.reason === 'LIMIT' ? t('mailTrouble.late') : t('mailTrouble.tell')}
      </p>
    </Notification>
  );
}
