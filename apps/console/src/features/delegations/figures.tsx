import { useIntl } from 'react-intl';
import { useText } from '../../i18n/use-text';
import { DataTable } from '../../ui/data-table';
import type { StateFigures } from './operations';
import { seatsTogether } from './sets';
import { StateTag } from './state-tag';

/** How many invitations are in each state, and how many seats these are. */
export function Figures({ figures }: { readonly figures: readonly StateFigures[] }) {
  const t = useText();
  const { formatNumber } = useIntl();
  return (
    <DataTable
      caption={t('delegations.figures')}
      columns={[
        {
          key: 'state',
          header: t('delegations.state'),
          isRowHeader: true,
          cell: ({ state }) => <StateTag state={state} acknowledgedAt={null} />,
        },
        {
          key: 'count',
          header: t('delegations.invitations'),
          isNumeric: true,
          cell: ({ count }) => formatNumber(count),
        },
        {
          key: 'seats',
          header: t('delegations.seats'),
          isNumeric: true,
          cell: ({ seats }) => formatNumber(seatsTogether(seats)),
        },
      ]}
      rows={figures.filter(({ count }) => count > 0)}
      rowKey={({ state }) => state}
      empty={null}
    />
  );
}
