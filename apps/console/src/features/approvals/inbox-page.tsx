import { useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import { useSubscription } from 'urql';
import type { ResultOf } from '../../api/graphql';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { useText } from '../../i18n/use-text';
import { ListFilters } from '../../lists/list-filters';
import { ListPages } from '../../lists/list-pages';
import { useListAddress, type ListAddress } from '../../lists/use-list-address';
import { useTicked } from '../../lists/use-ticked';
import { optionsOf } from '../../lists/words';
import { DataTable } from '../../ui/data-table';
import { worksInInbox } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId, useKnownConferenceFacts } from '../conference/current-conference';
import { ExportButton } from '../exports/export-button';
import { actsOn } from '../nominations/many/many-acts';
import { ManyBar } from '../nominations/many/many-bar';
import { useMatchingInbox } from '../nominations/many/matching';
import { useTickColumn } from '../nominations/many/use-tick-column';
import { SavedViews } from '../views/saved-views';
import { DoneNotice } from './done-notice';
import { FreePlaces, useFreePlaces } from './free-places';
import { CLAIMS, EVERYBODYS, inboxFilter, OVERDUE, STAGES } from './inbox-filter';
import { InboxChangedSubscription, type InboxLine, InboxQuery } from './operations';
import { useInboxActs } from './use-inbox-acts';
import { useInboxColumns } from './use-inbox-columns';

/** What the host has to do, what is due first. */
export function InboxPage() {
  const t = useText();
  const address = useListAddress();
  const location = useLocation();
  const state: unknown = location.state;
  const conferenceId = useConferenceId();
  const canWork = worksInInbox(useSession().grants);
  const filter = inboxFilter(conferenceId, address, canWork);
  const read = useRead(InboxQuery, { after: address.after, filter });
  const freePlaces = useFreePlaces();
  useRefreshOnNews(conferenceId, read.state === 'ready' ? read.refresh : undefined);
  return (
    <ConsolePage title={t('inbox.title')}>
      <DoneNotice state={state} />
      <FreePlaces read={freePlaces} />
      <SavedViews list="INBOX" address={address} />
      <InboxFilters address={address} canWork={canWork} />
      <Reading read={freePlaces.state === 'loading' ? freePlaces : read}>
        {({ inbox }) => (
          // What is ticked is of this list: another filter begins anew.
          <InboxList
            key={JSON.stringify(filter)}
            inbox={inbox}
            address={address}
            filter={filter}
            canWork={canWork}
            onChanged={read.state === 'ready' ? read.refresh : undefined}
          />
        )}
      </Reading>
    </ConsolePage>
  );
}

interface InboxListProps {
  readonly inbox: ResultOf<typeof InboxQuery>['inbox'];
  readonly address: ListAddress;
  readonly filter: ReturnType<typeof inboxFilter>;
  readonly canWork: boolean;
  readonly onChanged: (() => void) | undefined;
}

/** The table, its pages, and what can be done to several of its rows at once. */
function InboxList({ inbox, address, filter, canWork, onChanged }: InboxListProps) {
  const t = useText();
  const { nodes, totalCount, pageInfo } = inbox;
  const nominations = nodes.map(({ nomination }) => nomination);
  const ticked = useTicked(nominations);
  const columns = useInboxColumns(address.search);
  const others = useInboxActs();
  const canTick = others.length > 0 || actsOn(nominations).length > 0;
  const tickColumn = useTickColumn(ticked, nodes, nominationOf);
  return (
    <>
      <DataTable
        caption={t('inbox.count', { count: totalCount })}
        columns={canTick ? [tickColumn, ...columns] : columns}
        rows={nodes}
        rowKey={(item) => item.id}
        isCurrent={({ nomination }) => ticked.has(nomination.id)}
        empty={<NothingToDo isFiltered={address.search !== ''} canWork={canWork} />}
      />
      <ManyBar
        list="inbox"
        ticked={ticked}
        rows={nominations}
        total={totalCount}
        askMatching={useMatchingInbox(filter)}
        others={nodes.length === 0 ? [] : others}
        onDone={() => onChanged?.()}
      />
      <ListPages address={address} pageInfo={pageInfo} />
      <ExportButton
        list="inbox"
        name={t('inbox.title')}
        count={totalCount}
        filter={{ ...filter, conferenceId: undefined }}
      />
    </>
  );
}

const nominationOf = ({ nomination }: InboxLine) => nomination;

/** Asks again when the service says that the inbox may have changed; a burst of news asks once. */
function useRefreshOnNews(conferenceId: string, refresh: (() => void) | undefined): void {
  const [news] = useSubscription({ query: InboxChangedSubscription, variables: { conferenceId } });
  useEffect(() => {
    if (news.data === undefined) return;
    const timer = setTimeout(() => refresh?.(), 500);
    return () => {
      clearTimeout(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- each piece of news starts the wait anew
  }, [news.data]);
}

interface InboxFiltersProps {
  readonly address: ListAddress;
  readonly canWork: boolean;
}

function InboxFilters({ address, canWork }: InboxFiltersProps) {
  const t = useText();
  const { bodies } = useKnownConferenceFacts();
  return (
    <ListFilters
      address={address}
      searchLabel={t('nominations.search')}
      facets={[
        { key: 'stage', label: t('inbox.stage'), options: optionsOf(t, 'stage', STAGES) },
        {
          key: 'body',
          label: t('nomination.body'),
          options: bodies
            .filter(({ kind }) => kind === 'PARTNER')
            .map(({ id, name }) => ({ value: id, label: name })),
        },
        { key: 'claim', label: t('inbox.claim'), options: optionsOf(t, 'claimFilter', CLAIMS) },
        { key: 'due', label: t('inbox.due'), options: [{ value: OVERDUE, label: t('inbox.overdue') }] },
        ...(canWork
          ? [
              {
                key: 'whose',
                label: t('inbox.whose'),
                options: [{ value: EVERYBODYS, label: t('inbox.everybodys') }],
              },
            ]
          : []),
      ]}
    />
  );
}

interface NothingToDoProps {
  readonly isFiltered: boolean;
  readonly canWork: boolean;
}

function NothingToDo({ isFiltered, canWork }: NothingToDoProps) {
  const t = useText();
  if (!canWork)
    return <p className="govuk-body">{t(isFiltered ? 'inbox.noneMatching' : 'inbox.emptyForAll')}</p>;
  return (
    <p className="govuk-body">
      {t(isFiltered ? 'inbox.noneMatching' : 'inbox.empty')}{' '}
      {isFiltered ? (
        <Link className="govuk-link" to="/inbox">
          {t('inbox.showMine')}
        </Link>
      ) : (
        <Link className="govuk-link" to={`/inbox?whose=${EVERYBODYS}`}>
          {t('inbox.showEverybodys')}
        </Link>
      )}
    </p>
  );
}
