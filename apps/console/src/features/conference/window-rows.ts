import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import type { SummaryRow } from '../../ui/summary-list';
import type { ConferenceDetails } from './operations';

export const WINDOW_KINDS = ['NOMINATION', 'CONFIRMATION', 'SUBSTITUTION'] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

export const windowOf = ({ windows }: ConferenceDetails, kind: WindowKind) =>
  windows.find((one) => one.kind === kind);

/** When nominations, answers to invitations and substitutions are possible, in words: a row for each. */
export function useWindowRows(conference: ConferenceDetails): readonly SummaryRow[] {
  const t = useText();
  const time = usePlainTime();
  return WINDOW_KINDS.map((kind) => {
    const window = windowOf(conference, kind);
    const times = window && { from: time.full(window.opensAt), to: time.full(window.closesAt) };
    return {
      key: kind,
      label: t(`windowKind.${kind}`),
      value:
        times === undefined
          ? t(kind === 'SUBSTITUTION' ? 'windows.notFrozen' : 'windows.notSet')
          : t(window?.isOpen === true ? 'windows.open' : 'windows.closed', times),
    };
  });
}
