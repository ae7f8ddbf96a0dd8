import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DataTable } from './data-table';

describe('a row that becomes a card', () => {
  it('says beside each value what it is, but not twice what can be done', () => {
    render(
      <DataTable
        caption="Places"
        rows={['Business']}
        rowKey={(row) => row}
        empty={null}
        columns={[
          { key: 'name', header: 'Constituency', isRowHeader: true, cell: (row) => row },
          { key: 'free', header: 'Free', cell: () => 12 },
          { key: 'change', header: 'Change', isAct: true, cell: () => <button type="button">Change</button> },
        ]}
      />,
    );
    expect(screen.getAllByRole('row').at(-1)?.textContent).toBe('ConstituencyBusinessFree12Change');
  });
});
