import { useState } from 'react';
import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useSentence } from '../../i18n/use-sentence';
import { useText } from '../../i18n/use-text';
import { ListFilters } from '../../lists/list-filters';
import { ListPages } from '../../lists/list-pages';
import { useListAddress, type ListAddress } from '../../lists/use-list-address';
import { DataTable, type Column } from '../../ui/data-table';
import { Details } from '../../ui/text-blocks';
import { seesAllBodies } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId, useKnownConferenceFacts } from '../conference/current-conference';
import { ExportButton } from '../exports/export-button';
import { ActorName } from './actor-name';
import { useActionName, WhatHappened } from './what-happened';
import { AuditEventsQuery, type AuditEvent, type AuditEventsVariables } from './operations';

const orUndefined = (values: readonly string[]) => (values.length === 0 ? undefined : [...values]);

function variablesOf(conferenceId: string, address: ListAddress): AuditEventsVariables {
  return {
    conferenceId,
    after: address.after,
    filter: {
      subjectId: address.one('subject') || undefined,
      actions: orUndefined(address.all('action')),
      bodyIds: orUndefined(address.all('body')),
      search: address.one('search') || undefined,
    },
  };
}

/** Who did what and when. Events are chained by their hashes: none can be changed or taken out unnoticed. */
export function AuditPage() {
  const t = useText();
  const address = useListAddress();
  const variables = variablesOf(useConferenceId(), address);
  const read = useRead(AuditEventsQuery, variables);
  const columns = useColumns(address);
  const nameOf = useActionName();
  const sentence = useSentence();
  const { bodies } = useKnownConferenceFacts();
  const { grants } = useSession();
  const onPage = read.state === 'ready' ? read.data.auditEvents.nodes.map(({ action }) => action) : [];
  const actions = useAllSoFar([...address.all('action'), ...onPage]);
  const subject = address.one('subject');
  const [about] = read.state === 'ready' ? read.data.auditEvents.nodes : [];
  const subjectName =
    about?.subjectId === subject
      ? (about.nomination?.reference ?? sentence(`auditSubject.${about.subjectType}`, [], null))
      : t('audit.onlyThis');
  return (
    <ConsolePage title={t('audit.title')}>
      <p className="govuk-body app-reading">{t('audit.how')}</p>
      <ListFilters
        address={address}
        searchLabel={t('audit.search')}
        facets={[
          {
            key: 'action',
            label: t('audit.action'),
            options: actions.map((value) => ({ value, label: nameOf(value) })),
          },
          ...(seesAllBodies(grants)
            ? [
                {
                  key: 'body',
                  label: t('audit.body'),
                  options: bodies.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []),
          ...(subject === ''
            ? []
            : [
                {
                  key: 'subject',
                  label: t('audit.subject'),
                  options: [{ value: subject, label: subjectName }],
                },
              ]),
        ]}
      />
      <Reading read={read}>
        {({ auditEvents }) => (
          <>
            <DataTable
              caption={t('audit.count', { count: auditEvents.totalCount })}
              columns={columns}
              rows={auditEvents.nodes}
              rowKey={(event) => event.id}
              empty={<p className="govuk-body">{t('audit.none')}</p>}
            />
            <ListPages address={address} pageInfo={auditEvents.pageInfo} />
            <ExportButton
              list="auditEvents"
              name={t('audit.title')}
              count={auditEvents.totalCount}
              filter={variables.filter ?? undefined}
            />{' '}
            {seesAllBodies(grants) && (
              <ExportButton
                onlyAs="CSV"
                list="sealedTrail"
                name={t('audit.sealed')}
                label={t('audit.exportSealed')}
              />
            )}
          </>
        )}
      </Reading>
    </ConsolePage>
  );
}

/** Everything that was ever among the values, in order: a choice must not be gone because another one was made. */
function useAllSoFar(values: readonly string[]): readonly string[] {
  const [known, setKnown] = useState<readonly string[]>([]);
  const all = [...new Set([...known, ...values])].sort();
  if (all.length > known.length) setKnown(all);
  return all;
}

function useColumns(address: ListAddress): readonly Column<AuditEvent>[] {
  const t = useText();
  const sentence = useSentence();
  const time = usePlainTime();
  return [
    {
      key: 'what',
      header: t('audit.what'),
      isRowHeader: true,
      cell: (event) => (
        <>
          <WhatHappened event={event} />
          {event.nomination !== null && (
            <Link className="govuk-link app-stacked-link" to={`/nominations/${event.nomination.id}`}>
              <bdi>{event.nomination.reference}</bdi>
            </Link>
          )}
          {event.hash !== null && (
            <Details summary={t('audit.seal')}>
              {event.sequence !== null && (
                <p className="govuk-body">{t('audit.number', { number: event.sequence })}</p>
              )}
              <code dir="ltr">{event.hash}</code>
            </Details>
          )}
        </>
      ),
    },
    {
      key: 'who',
      header: t('audit.who'),
      cell: ({ actor, onBehalfOf }) =>
        actor === null ? (
          t('audit.notNamed')
        ) : (
          <Text
            id={onBehalfOf === null ? 'history.by' : 'history.byOnBehalfOf'}
            values={{ actor: <ActorName actor={actor} />, absent: <bdi>{onBehalfOf}</bdi> }}
          />
        ),
    },
    { key: 'when', header: t('audit.when'), cell: ({ occurredAt }) => time.full(occurredAt) },
    {
      key: 'body',
      header: t('audit.body'),
      cell: ({ body }) => (body === null ? t('audit.noBody') : <bdi>{body.name}</bdi>),
    },
    {
      key: 'subject',
      header: t('audit.subject'),
      cell: (event) => (
        <>
          {sentence(`auditSubject.${event.subjectType}`, [], event.subjectType)}
          <button
            type="button"
            className="app-link-button app-stacked-link"
            onClick={() => {
              address.set('subject', [event.subjectId]);
            }}
          >
            {t('audit.onlyThis')}
          </button>
        </>
      ),
    },
  ];
}
