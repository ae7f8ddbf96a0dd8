import { isolate, useText } from '../../i18n/use-text';
import type { ImportPreview } from './operations';

const MOST_NAMED = 12;

/** What was seen in the file and is told without asking. */
export function Told({ preview: { told, skippedCount } }: { readonly preview: ImportPreview }) {
  const t = useText();
  return (
    <ul className="govuk-list govuk-list--bullet">
      {told.map(({ kind, rows, columns, sheets, cells }) => {
        const named = [...rows.map(String), ...columns, ...sheets, ...cells];
        return (
          <li key={kind}>
            {t(`importTold.${kind}`, {
              count: named.length,
              where: isolate(named.slice(0, MOST_NAMED).join(', ') + (named.length > MOST_NAMED ? ' …' : '')),
            })}
          </li>
        );
      })}
      {skippedCount > 0 && <li>{t('imports.skipped', { count: skippedCount })}</li>}
    </ul>
  );
}
