import { Link, useNavigate } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { ListPages } from '../../lists/list-pages';
import type { ListAddress } from '../../lists/use-list-address';
import { DataTable, type Column } from '../../ui/data-table';
import { Tag } from '../../ui/tag';
import { bodiesToNominateFor } from '../access/roles';
import { useViewer } from '../access/session';
import { useConferenceId } from '../conference/current-conference';
import { listAddress } from './list-address';
import { ListName } from './list-name';
import { LoadForm } from './load-form';
import { ImportListsQuery, type ListedImport } from './operations';
import { COLOURS } from './state-colours';

/** Takes a list in, and shows those that were taken in before. */
export function ListsPage({ address }: { readonly address: ListAddress }) {
  const t = useText();
  const navigate = useNavigate();
  const conferenceId = useConferenceId();
  const { grants } = useViewer();
  const bodies = bodiesToNominateFor(grants.filter(({ conference }) => conference.id === conferenceId));
  return (
    <ConsolePage title={t('imports.title')}>
      <div className="app-reading">
        <p className="govuk-body">
          <Text id="imports.about" />
        </p>
        <LoadForm
          bodies={bodies}
          onLoaded={(id) => {
            void navigate(listAddress(id));
          }}
        />
      </div>
      {bodies.map((body) => (
        <Lists key={body.id} body={body} isOne={bodies.length === 1} address={address} />
      ))}
    </ConsolePage>
  );
}

interface ListsProps {
  readonly body: { readonly id: string; readonly name: string };
  readonly isOne: boolean;
  readonly address: ListAddress;
}

function Lists({ body, isOne, address }: ListsProps) {
  const t = useText();
  const columns = useColumns();
  const read = useRead(ImportListsQuery, { bodyId: body.id, after: isOne ? address.after : null });
  return (
    <>
      <h2 className="govuk-heading-m">
        {isOne ? (
          t('imports.earlier')
        ) : (
          <Text id="imports.earlierOf" values={{ body: <bdi>{body.name}</bdi> }} />
        )}
      </h2>
      <Reading read={read}>
        {({ importLists: { nodes, pageInfo, totalCount } }) => (
          <>
            <DataTable
              caption={t('imports.count', { count: totalCount })}
              columns={columns}
              rows={nodes}
              rowKey={({ id }) => id}
              empty={<p className="govuk-body">{t('imports.none')}</p>}
            />
            {isOne && <ListPages address={address} pageInfo={pageInfo} />}
          </>
        )}
      </Reading>
    </>
  );
}

function useColumns(): readonly Column<ListedImport>[] {
  const t = useText();
  const time = usePlainTime();
  return [
    {
      key: 'name',
      header: t('imports.name'),
      isRowHeader: true,
      cell: ({ id, fileName }) => (
        <Link className="govuk-link" to={listAddress(id)}>
          <ListName fileName={fileName} />
        </Link>
      ),
    },
    { key: 'at', header: t('imports.at'), cell: ({ createdAt }) => time.full(createdAt) },
    {
      key: 'by',
      header: t('imports.by'),
      cell: ({ createdBy }) => <bdi>{createdBy?.name}</bdi>,
    },
    {
      key: 'state',
      header: t('imports.state'),
      cell: ({ state }) => <Tag colour={COLOURS[state]}>{t(`importState.${state}`)}</Tag>,
    },
    {
      key: 'came',
      header: t('imports.came'),
      cell: ({ drafted, updated, undone }) => t('imports.cameOf', { drafted, updated, undone }),
    },
  ];
}
