import { useEffect, useRef } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { MESSAGE_KINDS } from '../../i18n/message-kinds';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { ListFilters } from '../../lists/list-filters';
import { ListPages } from '../../lists/list-pages';
import { useListAddress, type ListAddress } from '../../lists/use-list-address';
import { known, optionsOf } from '../../lists/words';
import { classNames } from '../../ui/class-names';
import { DataTable, type Column } from '../../ui/data-table';
import { focusOn } from '../../ui/focus-on';
import { hasRole, KEEPING_MAIL } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId } from '../conference/current-conference';
import { ExportButton } from '../exports/export-button';
import { MessagePanel } from './message-panel';
import { MessageStateTag } from './message-state-tag';
import { MessagesQuery, type MessageLine, type MessagesVariables } from './operations';

const STATES = ['HELD', 'FAILED', 'REFUSED', 'DEFERRED', 'QUEUED', 'SENDING', 'SENT', 'CANCELLED'] as const;
/** The address's word for the message that stands open beside the list */
const OPEN = 'message';

const orUndefined = <Value,>(values: Value[]) => (values.length === 0 ? undefined : values);

function variablesOf(conferenceId: string, address: ListAddress): MessagesVariables {
  const search = address.one('search');
  return {
    conferenceId,
    after: address.after,
    filter: {
      states: orUndefined(known(address.all('state'), STATES)),
      kinds: orUndefined(known(address.all('kind'), MESSAGE_KINDS)),
      search: search === '' ? undefined : search,
    },
  };
}

/** The mail that was written, and whether it arrived; a message opens beside the list. */
export function MessagesPage() {
  const t = useText();
  const { grants } = useSession();
  const address = useListAddress();
  const variables = variablesOf(useConferenceId(), address);
  const read = useRead(MessagesQuery, variables);
  const columns = useColumns(address);
  const { locale } = useIntl();
  const kinds = [...optionsOf(t, 'messageKind', MESSAGE_KINDS)].sort((one, other) =>
    one.label.localeCompare(other.label, locale),
  );
  const opened = address.one(OPEN);
  useFocusBack(opened);
  return (
    <ConsolePage title={t('messages.title')}>
      {hasRole(grants, KEEPING_MAIL) && (
        <p className="govuk-body">
          <Link className="govuk-link" to="/messages/kinds">
            {t('messageKinds.title')}
          </Link>
        </p>
      )}
      <ListFilters
        address={address}
        searchLabel={t('messages.search')}
        facets={[
          { key: 'state', label: t('messages.state'), options: optionsOf(t, 'messageState', STATES) },
          { key: 'kind', label: t('messages.kind'), options: kinds },
        ]}
      />
      <div className={classNames(opened !== '' && 'app-columns')}>
        {opened !== '' && <MessagePanel id={opened} closeTo={{ search: withoutOpen(address.search) }} />}
        <Reading read={read}>
          {({ messages }) => (
            <>
              <DataTable
                caption={t('messages.count', { count: messages.totalCount })}
                columns={columns}
                rows={messages.nodes}
                rowKey={(message) => message.id}
                isCurrent={(message) => message.id === opened}
                empty={<p className="govuk-body">{t('messages.none')}</p>}
              />
              <ListPages address={address} pageInfo={messages.pageInfo} />
              <ExportButton
                list="messages"
                name={t('messages.title')}
                count={messages.totalCount}
                filter={variables.filter ?? undefined}
              />
            </>
          )}
        </Reading>
      </div>
    </ConsolePage>
  );
}

/** Whoever closes a message goes on where they opened it; where its line is on another page now, at the heading. */
function useFocusBack(opened: string): void {
  const before = useRef(opened);
  useEffect(() => {
    const closed = opened === '' ? before.current : '';
    before.current = opened;
    if (closed === '') return;
    const lines = [...document.querySelectorAll<HTMLElement>('[data-message]')];
    const line = lines.find(({ dataset }) => dataset.message === closed);
    if (line === undefined) focusOn(document.querySelector<HTMLElement>('[data-page-heading]'));
    else line.focus();
  }, [opened]);
}

function withoutOpen(search: string): string {
  const parameters = new URLSearchParams(search);
  parameters.delete(OPEN);
  return parameters.toString();
}

function withOpen(search: string, id: string): string {
  const parameters = new URLSearchParams(search);
  parameters.set(OPEN, id);
  return parameters.toString();
}

function useColumns(address: ListAddress): readonly Column<MessageLine>[] {
  const t = useText();
  const time = usePlainTime();
  return [
    {
      key: 'subject',
      header: t('messages.subject'),
      isRowHeader: true,
      cell: ({ id, subject }) => (
        <Link
          className="govuk-link"
          data-message={id}
          to={{ search: withOpen(address.search, id) }}
          preventScrollReset
        >
          <bdi>{subject}</bdi>
        </Link>
      ),
    },
    {
      key: 'to',
      header: t('messages.to'),
      isName: true,
      cell: ({ recipientName }) => <bdi>{recipientName}</bdi>,
    },
    { key: 'kind', header: t('messages.kind'), cell: ({ kind }) => t(`messageKind.${kind}`) },
    { key: 'state', header: t('messages.state'), cell: ({ state }) => <MessageStateTag state={state} /> },
    {
      key: 'when',
      header: t('messages.when'),
      cell: ({ sentAt, createdAt, nextAttemptAt }) =>
        sentAt === null && nextAttemptAt !== null
          ? t('messages.nextAttempt', { at: time.full(nextAttemptAt) })
          : time.full(sentAt ?? createdAt),
    },
  ];
}
