import { useText } from '../../../i18n/use-text';
import type { Ticked } from '../../../lists/use-ticked';
import type { Column } from '../../../ui/data-table';
import { TickBox } from '../../../ui/tick-box';

/** The nomination that a row is about. */
interface Nominated {
  readonly id: string;
  readonly person: { readonly name: string };
}

/** A box in each row, and one in the head for the whole page. */
export function useTickColumn<Row>(
  ticked: Ticked,
  rows: readonly Row[],
  nominationOf: (row: Row) => Nominated,
): Column<Row> {
  const t = useText();
  return {
    key: 'tick',
    isAct: true,
    header: (
      <TickBox
        isTicked={rows.length > 0 && rows.every((row) => ticked.has(nominationOf(row).id))}
        label={t('many.page')}
        onTick={ticked.tickAll}
      />
    ),
    cell: (row) => {
      const { id, person } = nominationOf(row);
      return (
        <TickBox
          isTicked={ticked.has(id)}
          label={
            <>
              {t('many.choose')} <span className="govuk-visually-hidden">{person.name}</span>
            </>
          }
          onTick={(isTicked, isRange) => {
            ticked.tick(id, isTicked, isRange);
          }}
        />
      );
    },
  };
}
