import { useText } from '../../i18n/use-text';
import type { OfferedSeats } from './sets';

/** "Head of delegation: 1, Delegates: 3". */
export function useSeatsInWords(): (seats: readonly OfferedSeats[]) => string {
  const t = useText();
  return (seats) =>
    seats.map(({ role, count }) => t('delegations.seat', { role: t(`seatRole.${role}`), count })).join(', ');
}
