import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import type { SummaryRow } from '../../ui/summary-list';
import type { ConferenceDetails } from './operations';

export const WINDOW_KINDS = ['NOMINATION', 'CONFIRMATION', 'SUBSTITUTION', 'DELEGATION'] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

export const windowOf = ({ windows }: ConferenceDetails, kind: WindowKind) =>
  windows.find((one) => one.kind === kind);

/** What holds where nobody has set times: some things wait for them, others are frozen by them. */
const NOT_SET = {
  NOMINATION: 'windows.notSet',
  CONFIRMATION: 'windows.notSet',
  SUBSTITUTION: 'windows.notFrozen',
  DELEGATION: 'windows.delegationsNotFrozen',
} as const;

/** When something is possible, in words: a row for each of these. */
export function useWindowRows(
  conference: ConferenceDetails,
  kinds: readonly WindowKind[] = WINDOW_KINDS,
): readonly SummaryRow[] {
  const t = useText();
  const time = usePlainTime();
  return kinds.map((kind) => {
    const window = windowOf(conference, kind);
    const times = window && { from: time.full(window.opensAt), to: time.full(window.closesAt) };
    return {
      key: kind,
      label: t(`windowKind.${kind}`),
      value:
        times === undefined
          ? t(NOT_SET[kind])
          : t(window?.isOpen === true ? 'windows.open' : 'windows.closed', times),
    };
  });
}
