import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import type { ResultOf } from '../../api/graphql';
import { useRefusalText } from '../../api/use-refusal-text';
import { useRead } from '../../api/use-read';
import { ActForm } from '../../form/act-form';
import { useMutationForm } from '../../form/use-mutation-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { ListFilters } from '../../lists/list-filters';
import { More } from '../../lists/more';
import { useListAddress } from '../../lists/use-list-address';
import { WholeList } from '../../lists/whole-list';
import { DataTable } from '../../ui/data-table';
import { TextArea } from '../../ui/fields';
import { Details, Notification } from '../../ui/text-blocks';
import { useConferenceId } from '../conference/current-conference';
import { ExportButton } from '../exports/export-button';
import { LoadWatchListMutation, WatchListQuery, type WatchListEntry } from './operations';
import { MOST_ENTRIES, parseWatchList } from './parse-watch-list';

/** The names that every nomination is checked against, and a way to replace them as a whole. */
export function WatchList() {
  const t = useText();
  const address = useListAddress();
  const search = address.one(SEARCH);
  const read = useRead(WatchListQuery, { conferenceId: useConferenceId(), ...searchFor(search) });
  const [loaded, setLoaded] = useState<{ readonly count: number }>();
  return (
    <>
      <ListFilters
        address={address}
        searchKey={SEARCH}
        searchLabel={t('watchList.search')}
        label={t('watchList.filter')}
        facets={[]}
      />
      <Reading read={read}>
        {({ watchList }, refresh) => (
          <>
            {loaded !== undefined && (
              <Notification title={t('general.success')} kind="success" of={loaded}>
                <p className="govuk-notification-banner__heading">{t('watchList.loaded', loaded)}</p>
              </Notification>
            )}
            <Entries key={search} first={watchList} search={search} />
            <ExportButton
              list="watchList"
              name={t('watchList.title')}
              label={t('watchList.export')}
              count={watchList.totalCount}
              filter={searchFor(search)}
            />
            <Details summary={t('watchList.replace')}>
              <LoadForm
                onLoaded={(count) => {
                  // A new one each time: a second list of as many names is told too.
                  setLoaded({ count });
                  refresh();
                }}
              />
            </Details>
          </>
        )}
      </Reading>
    </>
  );
}

/** Beside the search of the staff on the same page. */
const SEARCH = 'watched';
const searchFor = (search: string) => (search === '' ? {} : { search });

type FirstPage = ResultOf<typeof WatchListQuery>['watchList'];

interface EntriesProps {
  readonly first: FirstPage;
  readonly search: string;
}

/** The first hundred, and the rest when asked. */
function Entries({ first: { nodes, totalCount, pageInfo }, search }: EntriesProps) {
  const t = useText();
  const conferenceId = useConferenceId();
  return (
    <>
      <EntryTable entries={nodes} totalCount={totalCount} isFound={search !== ''} />
      {pageInfo.hasNextPage && (
        <More label={t('watchList.showAll', { count: totalCount })}>
          {() => (
            <WholeList
              query={WatchListQuery}
              variables={{ conferenceId, ...searchFor(search) }}
              page={({ watchList }) => watchList}
              after={pageInfo.endCursor}
            >
              {(read) => (
                <Reading read={read}>
                  {(entries) => <EntryTable entries={entries} totalCount={totalCount} isRest />}
                </Reading>
              )}
            </WholeList>
          )}
        </More>
      )}
    </>
  );
}

interface EntryTableProps {
  readonly entries: readonly WatchListEntry[];
  readonly totalCount: number;
  readonly isRest?: boolean;
  readonly isFound?: boolean;
}

function EntryTable({ entries, totalCount, isRest, isFound }: EntryTableProps) {
  const t = useText();
  const time = usePlainTime();
  return (
    <DataTable
      caption={t('watchList.count', { count: totalCount })}
      isCaptionHidden={isRest}
      rows={entries}
      rowKey={(entry) => entry.id}
      empty={<p className="govuk-body">{t(isFound ? 'watchList.notFound' : 'watchList.none')}</p>}
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
          cell: ({ note }) => (note === null ? t('watchList.noNote') : <bdi>{note}</bdi>),
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

/** A long list of numbers tells its first twenty, and that there are more. */
const firstOf = (lines: readonly number[]) => lines.slice(0, 20).join(', ') + (lines.length > 20 ? ' …' : '');

function LoadForm({ onLoaded }: { readonly onLoaded: (count: number) => void }) {
  const t = useText();
  const conferenceId = useConferenceId();
  const refusalText = useRefusalText(LoadWatchListMutation);
  const state = useMutationForm(LoadWatchListMutation, {
    id: 'watch-list',
    also: ['WatchListEntry'],
    schema,
    defaults: { names: '' },
    variables: ({ names }) => ({
      input: {
        conferenceId,
        entries: parseWatchList(names).entries.map(({ name, note }) => ({ name, note })),
      },
    }),
    onDone: (payload) => {
      state.form.reset();
      onLoaded(payload.count);
    },
    onRefused: (refusal, { names }) => {
      const [, list, index] = refusal.path;
      const entry = parseWatchList(names).entries[Number(index)];
      if (list !== 'entries' || entry === undefined) return false;
      return {
        control: 'names',
        message: t('watchList.wrongLine', { line: entry.line, problem: refusalText(refusal) }),
      };
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
          {t('watchList.wrongLines', { lines: firstOf(wrongLines), count: wrongLines.length })}
        </p>
      )}
    </ActForm>
  );
}
