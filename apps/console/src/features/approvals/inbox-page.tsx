import { useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import { useSubscription } from 'urql';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { useText } from '../../i18n/use-text';
import { ListFilters } from '../../lists/list-filters';
import { ListPages } from '../../lists/list-pages';
import { useListAddress, type ListAddress } from '../../lists/use-list-address';
import { optionsOf } from '../../lists/words';
import { DataTable } from '../../ui/data-table';
import { worksInInbox } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId, useKnownConferenceFacts } from '../conference/current-conference';
import { DoneNotice } from './done-notice';
import { FreePlaces } from './free-places';
import { EVERYBODYS, inboxFilter, OVERDUE, STAGES } from './inbox-filter';
import { InboxChangedSubscription, InboxQuery } from './operations';
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
  const columns = useInboxColumns(address.search);
  useRefreshOnNews(conferenceId, read.state === 'ready' ? read.refresh : undefined);
  return (
    <ConsolePage title={t('inbox.title')}>
      <DoneNotice state={state} />
      <FreePlaces />
      <InboxFilters address={address} canWork={canWork} />
      <Reading read={read}>
        {({ inbox }) => (
          <>
            <DataTable
              caption={t('inbox.count', { count: inbox.totalCount })}
              columns={columns}
              rows={inbox.nodes}
              rowKey={(item) => item.id}
              empty={<NothingToDo isFiltered={address.search !== ''} canWork={canWork} />}
            />
            <ListPages address={address} pageInfo={inbox.pageInfo} />
          </>
        )}
      </Reading>
    </ConsolePage>
  );
}

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
