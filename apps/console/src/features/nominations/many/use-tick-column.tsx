import { useText } from '../../../i18n/use-text';
import type { Ticked } from '../../../lists/use-ticked';
import type { Column } from '../../../ui/data-table';
import { TickBox } from '../../../ui/tick-box';
import type { NominationLine } from '../operations';

/** A box in each row, and one in the head for the whole page. */
export function useTickColumn(ticked: Ticked, rows: readonly NominationLine[]): Column<NominationLine> {
  const t = useText();
  return {
    key: 'tick',
    isAct: true,
    header: (
      <TickBox
        isTicked={rows.length > 0 && rows.every(({ id }) => ticked.has(id))}
        label={t('many.page')}
        onTick={ticked.tickAll}
      />
    ),
    cell: ({ id, person }) => (
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
    ),
  };
}
