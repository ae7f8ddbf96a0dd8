import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead, type Read } from '../../api/use-read';
import { FormDialog } from '../../form/form-dialog';
import { useText } from '../../i18n/use-text';
import { ListFilters } from '../../lists/list-filters';
import { ListPages } from '../../lists/list-pages';
import type { ListAddress } from '../../lists/use-list-address';
import { known, optionsOf } from '../../lists/words';
import { Button } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { Tag } from '../../ui/tag';
import { MendRow } from './mend-row';
import { ImportRowsQuery, type ImportList, type ImportPreview, type ImportRow } from './operations';
import { RowChanges } from './row-changes';
import { RowProblems } from './row-problems';
import { OUTCOME_COLOURS } from './state-colours';

const OUTCOMES = ['NEW', 'UPDATE', 'LEAVE', 'ASK'] as const;

interface RowsProps {
  readonly list: ImportList;
  readonly counts: ImportPreview['counts'];
  readonly address: ListAddress;
  readonly canSay: boolean;
  readonly onSaid: () => void;
}

/** Every person of the list, with what the row would become, or what came of it. */
export function Rows({ list, counts, address, canSay, onSaid }: RowsProps) {
  const t = useText();
  const [mending, setMending] = useState<ImportRow>();
  const outcomes = known(address.all('outcome'), OUTCOMES);
  const isRefused = address.one('refused') === 'yes';
  const filter = {
    ...(outcomes.length > 0 && { outcomes }),
    ...(isRefused && { isRefused: true }),
  };
  const read = useRead(ImportRowsQuery, { id: list.id, filter, after: address.after });
  useReadAgainAt(list.version, read);
  const columns = useColumns(canSay, setMending);
  const close = () => {
    setMending(undefined);
  };
  return (
    <>
      <p className="govuk-body">{t('imports.counts', counts)}</p>
      <ListFilters
        address={address}
        facets={[
          { key: 'outcome', label: t('imports.outcome'), options: optionsOf(t, 'importOutcome', OUTCOMES) },
          ...(list.refused === 0
            ? []
            : [
                {
                  key: 'refused',
                  label: t('imports.refused'),
                  options: [{ value: 'yes', label: t('imports.refusedOnly') }],
                },
              ]),
        ]}
      />
      <Reading read={read}>
        {({ importRows: { nodes, pageInfo, totalCount } }) => (
          <>
            <DataTable
              caption={t('imports.rowCount', { count: totalCount })}
              columns={columns}
              rows={nodes}
              rowKey={({ row }) => String(row)}
              empty={<p className="govuk-body">{t('imports.noRows')}</p>}
            />
            <ListPages address={address} pageInfo={pageInfo} />
            {mending !== undefined && (
              <FormDialog title={t('imports.mendTitle', { row: mending.row })} onClose={close}>
                <MendRow
                  list={list}
                  row={mending}
                  onSaid={() => {
                    close();
                    onSaid();
                  }}
                />
              </FormDialog>
            )}
          </>
        )}
      </Reading>
    </>
  );
}

/** What is said of a list changes what its rows become: they are read again at its next version, and stand meanwhile. */
function useReadAgainAt(version: number, read: Read<unknown>): void {
  const shown = useRef(version);
  useEffect(() => {
    if (read.state !== 'ready' || shown.current === version) return;
    shown.current = version;
    read.refresh();
  }, [version, read]);
}

const valueOf = ({ values, cells }: ImportRow, field: ImportRow['values'][number]['field']): string =>
  values.find((one) => one.field === field)?.value ?? (field === 'NAME' ? (cells[0]?.text ?? '') : '');

function useColumns(canSay: boolean, onMend: (row: ImportRow) => void): readonly Column<ImportRow>[] {
  const t = useText();
  return [
    { key: 'row', header: t('imports.row'), isNumeric: true, cell: ({ row }) => row },
    {
      key: 'name',
      header: t('imports.person'),
      isRowHeader: true,
      isName: true,
      cell: (row) => {
        const name = <bdi>{valueOf(row, 'NAME')}</bdi>;
        return row.nominationId === null ? (
          name
        ) : (
          <Link className="govuk-link" to={`/nominations/${row.nominationId}`}>
            {name}
          </Link>
        );
      },
    },
    {
      key: 'about',
      header: t('imports.says'),
      cell: (row) => (
        <bdi>{[valueOf(row, 'EMAIL'), valueOf(row, 'ORGANISATION')].filter(Boolean).join(', ')}</bdi>
      ),
    },
    {
      key: 'outcome',
      header: t('imports.outcome'),
      cell: ({ outcome, result }) => (
        <Tag colour={OUTCOME_COLOURS[outcome]}>
          {result === null ? t(`importOutcome.${outcome}`) : t(`importResult.${result}`)}
        </Tag>
      ),
    },
    {
      key: 'why',
      header: t('imports.why'),
      cell: (row) => (
        <>
          <RowChanges row={row} />
          <RowProblems row={row} />
        </>
      ),
    },
    {
      key: 'mend',
      header: t('imports.mend'),
      isAct: true,
      cell: (row) =>
        canSay && (
          <Button
            variant="secondary"
            onClick={() => {
              onMend(row);
            }}
          >
            {t('imports.mendRow', { row: row.row })}
          </Button>
        ),
    },
  ];
}
