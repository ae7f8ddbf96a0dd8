import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import type { ResultOf } from '../../api/graphql';
import { useAct } from '../../api/use-act';
import { useRead } from '../../api/use-read';
import { ActForm } from '../../form/act-form';
import { useActForm } from '../../form/use-act-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { WholeList } from '../../lists/whole-list';
import { DataTable } from '../../ui/data-table';
import { TextArea } from '../../ui/fields';
import { Details, Notification } from '../../ui/text-blocks';
import { useConferenceId } from '../conference/current-conference';
import { LoadWatchListMutation, WatchListQuery, type WatchListEntry } from './operations';
import { MOST_ENTRIES, parseWatchList } from './parse-watch-list';

/** The names that every nomination is checked against, and a way to replace them as a whole. */
export function WatchList() {
  const t = useText();
  const read = useRead(WatchListQuery, { conferenceId: useConferenceId() });
  const [loaded, setLoaded] = useState<number>();
  return (
    <Reading read={read}>
      {({ watchList }, refresh) => (
        <>
          {loaded !== undefined && (
            <Notification title={t('general.success')} kind="success">
              <p className="govuk-notification-banner__heading">{t('watchList.loaded', { count: loaded })}</p>
            </Notification>
          )}
          <Entries first={watchList} />
          <Details summary={t('watchList.replace')}>
            <LoadForm
              onLoaded={(count) => {
                setLoaded(count);
                refresh();
              }}
            />
          </Details>
        </>
      )}
    </Reading>
  );
}

type FirstPage = ResultOf<typeof WatchListQuery>['watchList'];

/** The first hundred; the search of a browser finds the rest once they are shown. */
function Entries({ first }: { readonly first: FirstPage }) {
  const t = useText();
  const [isWhole, setIsWhole] = useState(false);
  const conferenceId = useConferenceId();
  if (isWhole && first.pageInfo.hasNextPage)
    return (
      <WholeList
        query={WatchListQuery}
        variables={{ conferenceId }}
        page={({ watchList }) => watchList}
        before={first.nodes}
        after={first.pageInfo.endCursor}
      >
        {(read) => (
          <Reading read={read}>
            {(entries) => <EntryTable entries={entries} totalCount={first.totalCount} />}
          </Reading>
        )}
      </WholeList>
    );
  return (
    <>
      <EntryTable entries={first.nodes} totalCount={first.totalCount} />
      {first.pageInfo.hasNextPage && (
        <button
          type="button"
          className="app-link-button"
          onClick={() => {
            setIsWhole(true);
          }}
        >
          {t('watchList.showAll', { count: first.totalCount })}
        </button>
      )}
    </>
  );
}

interface EntryTableProps {
  readonly entries: readonly WatchListEntry[];
  readonly totalCount: number;
}

function EntryTable({ entries, totalCount }: EntryTableProps) {
  const t = useText();
  const time = usePlainTime();
  return (
    <DataTable
      caption={t('watchList.count', { count: totalCount })}
      rows={entries}
      rowKey={(entry) => entry.id}
      empty={<p className="govuk-body">{t('watchList.none')}</p>}
      columns={[
        {
          key: 'name',
          header: t('watchList.name'),
          isRowHeader: true,
          cell: ({ name }) => <bdi>{name}</bdi>,
        },
        {
          key: 'note',
          header: t('watchList.note'),
          cell: ({ note }) => <bdi>{note ?? t('general.none')}</bdi>,
        },
        { key: 'added', header: t('watchList.addedAt'), cell: ({ addedAt }) => time.full(addedAt) },
      ]}
    />
  );
}

const schema = z.object({
  names: z
    .string()
    .refine((text) => parseWatchList(text).entries.length > 0, 'watchList.names.missing' satisfies MessageId)
    .refine(
      (text) => parseWatchList(text).wrongLines.length === 0,
      'watchList.names.wrong' satisfies MessageId,
    )
    .refine(
      (text) => parseWatchList(text).entries.length <= MOST_ENTRIES,
      'watchList.names.tooMany' satisfies MessageId,
    ),
});

function LoadForm({ onLoaded }: { readonly onLoaded: (count: number) => void }) {
  const t = useText();
  const conferenceId = useConferenceId();
  const { act } = useAct(LoadWatchListMutation, { also: ['WatchListEntry'] });
  const state = useActForm({
    id: 'watch-list',
    mutation: 'loadWatchList',
    schema,
    defaults: { names: '' },
    act: ({ names }) =>
      act((idempotencyKey) => ({
        input: { idempotencyKey, conferenceId, entries: [...parseWatchList(names).entries] },
      })),
    onDone: (payload) => {
      state.form.reset();
      onLoaded(payload.count);
    },
  });
  const typed = useWatch({ control: state.form.control, name: 'names' });
  const { entries, wrongLines } = parseWatchList(typed);
  return (
    <ActForm state={state} submitLabel={t('watchList.send', { count: entries.length })} variant="warning">
      <TextArea
        {...state.field('names')}
        label={t('watchList.names')}
        hint={t('watchList.namesHint')}
        rows={8}
        spellCheck={false}
      />
      {wrongLines.length > 0 && (
        <p className="govuk-error-message" role="status">
          {t('watchList.wrongLines', { lines: wrongLines.slice(0, 20).join(', '), count: wrongLines.length })}
        </p>
      )}
    </ActForm>
  );
}
