import { useText } from '../../i18n/use-text';
import { isPartnerRole, seesAllBodies } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId } from '../conference/current-conference';
import type { ViewList } from './operations';

/** The place of a view that is no body's */
export const HOST_PLACE = 'host';

export interface Place {
  readonly value: string;
  readonly label: string;
}

/** For whom the person works in this conference, and so may save views: the host, and partners; the inbox is the host's. */
export function usePlaces(list: ViewList): readonly Place[] {
  const t = useText();
  const conferenceId = useConferenceId();
  const { grants } = useSession();
  const mine = grants.filter(({ conference }) => conference.id === conferenceId);
  const host = seesAllBodies(mine) ? [{ value: HOST_PLACE, label: t('views.host') }] : [];
  if (list === 'INBOX') return host;
  const bodies = new Map(
    mine.flatMap(({ role, body }) => (body !== null && isPartnerRole(role) ? [[body.id, body.name]] : [])),
  );
  return [...host, ...[...bodies].map(([value, label]) => ({ value, label }))];
}
