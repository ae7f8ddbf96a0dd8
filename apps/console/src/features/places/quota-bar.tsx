import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import type { Quota } from './operations';

interface QuotaBarProps {
  readonly balance: Pick<Quota, 'allotted' | 'held' | 'consumed' | 'available' | 'awaitingRelease'> & {
    readonly constituency: { readonly name: string };
    readonly body?: { readonly name: string };
  };
  /** Places that the step in front of the person would take (1) or give back (-1) */
  readonly change?: -1 | 0 | 1;
  readonly isBodyShown?: boolean;
}

/** The widths of the bar's parts, in percent of the allotted places; a bar that is overdrawn is simply full. */
function widths({ allotted, held, consumed }: QuotaBarProps['balance'], change: number) {
  const whole = Math.max(allotted, held + consumed + Math.max(change, 0), 1);
  const percent = (places: number) => `${(places / whole) * 100}%`;
  const freed = change < 0 ? Math.min(1, held) : 0;
  return {
    consumed: percent(consumed),
    held: percent(held - freed),
    freed: percent(freed),
    added: percent(Math.max(change, 0)),
  };
}

/** How many of a body's places are taken, before and after a step. The words say all that the bar shows. */
export function QuotaBar({ balance, change = 0, isBodyShown = false }: QuotaBarProps) {
  const t = useText();
  const taken = balance.held + balance.consumed;
  const parts = widths(balance, change);
  return (
    <div className="app-quota">
      <div className="app-quota__words">
        <strong>
          {isBodyShown && balance.body !== undefined && (
            <>
              <bdi>{balance.body.name}</bdi>,{' '}
            </>
          )}
          <bdi>{balance.constituency.name}</bdi>
        </strong>
        <span>{t('quota.taken', { taken, allotted: balance.allotted })}</span>
      </div>
      <div className="app-quota__bar" aria-hidden="true">
        <span className="app-quota__part app-quota__part--consumed" style={{ width: parts.consumed }} />
        <span className="app-quota__part app-quota__part--held" style={{ width: parts.held }} />
        <span className="app-quota__part app-quota__part--freed" style={{ width: parts.freed }} />
        <span className="app-quota__part app-quota__part--added" style={{ width: parts.added }} />
      </div>
      <div className="app-quota__words">
        <span>
          {t('quota.detail', {
            consumed: balance.consumed,
            held: balance.held,
            available: balance.available,
          })}
        </span>
        {(balance.awaitingRelease ?? 0) > 0 && (
          <span>{t('quota.awaitingRelease', { count: balance.awaitingRelease })}</span>
        )}
        {change !== 0 && (
          <span>
            <Text
              id={change > 0 ? 'quota.after' : 'quota.afterFreed'}
              values={{ taken: taken + change, allotted: balance.allotted }}
            />
          </span>
        )}
      </div>
    </div>
  );
}
