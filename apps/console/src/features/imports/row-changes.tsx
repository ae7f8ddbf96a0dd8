import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import type { ImportRow } from './operations';

/** What would change in the draft that the body has, field by field. */
export function RowChanges({ row: { changes } }: { readonly row: ImportRow }) {
  const t = useText();
  if (changes.length === 0) return null;
  return (
    <ul className="govuk-list">
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          <Text
            id={from === null ? 'imports.changeAdded' : 'imports.change'}
            values={{ field: t(`importField.${field}`), from: <bdi>{from}</bdi>, to: <bdi>{to}</bdi> }}
          />
        </li>
      ))}
    </ul>
  );
}
