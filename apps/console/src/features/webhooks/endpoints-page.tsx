import { useState } from 'react';
import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead, type Read } from '../../api/use-read';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { DataTable, type Column } from '../../ui/data-table';
import { Notification } from '../../ui/text-blocks';
import { hasRole } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId, useKnownConferenceFacts } from '../conference/current-conference';
import { CreateEndpoint, HOST_OWNER } from './create-endpoint';
import { EndpointState } from './endpoint-state';
import { LastDeliveryQuery, type Endpoint, type WebhookEndpointsQuery } from './operations';
import { SecretOnce } from '../access/secret-once';
import { useAnswer } from './use-answer';
import { WebhookUrl } from './webhook-url';
import type { ResultOf } from '../../api/graphql';

interface EndpointsPageProps {
  readonly read: Read<ResultOf<typeof WebhookEndpointsQuery>>;
  /** Which one was deleted just now */
  readonly deleted: { readonly url: string } | undefined;
}

/** The endpoints that the person keeps, and the form with which another one is made. */
export function EndpointsPage({ read, deleted }: EndpointsPageProps) {
  const t = useText();
  const owners = useOwners();
  const columns = useColumns(owners.length > 1);
  const [made, setMade] = useState<{ readonly url: string; readonly secret: string }>();
  return (
    <ConsolePage title={t('webhooks.title')}>
      <p className="govuk-body app-reading">
        <Text id="webhooks.how" values={{ a: toDevelopers }} />
      </p>
      {deleted !== undefined && made === undefined && (
        <Notification title={t('general.success')} kind="success" of={deleted}>
          <p className="govuk-notification-banner__heading">
            <Text id="webhooks.deleted" values={{ url: <WebhookUrl>{deleted.url}</WebhookUrl> }} />
          </p>
        </Notification>
      )}
      {made !== undefined && (
        <SecretOnce title={t('webhooks.made')} secret={made.secret}>
          <p className="govuk-notification-banner__heading">
            <Text id="webhooks.secret" values={{ url: <WebhookUrl>{made.url}</WebhookUrl> }} />
          </p>
        </SecretOnce>
      )}
      <Reading read={read}>
        {({ webhookEndpoints }, refresh) => (
          <>
            <DataTable
              caption={t('webhooks.count', { count: webhookEndpoints.length })}
              columns={columns}
              rows={webhookEndpoints}
              rowKey={({ id }) => id}
              empty={<p className="govuk-body">{t('webhooks.none')}</p>}
            />
            <h2 className="govuk-heading-m">{t('webhooks.new')}</h2>
            <div className="app-reading">
              <CreateEndpoint
                owners={owners}
                onMade={(url, secret) => {
                  setMade({ url, secret });
                  refresh();
                }}
              />
            </div>
          </>
        )}
      </Reading>
    </ConsolePage>
  );
}

const toDevelopers = (words: React.ReactNode[]) => (
  <a className="govuk-link" href="/developers/webhooks">
    {words}
  </a>
);

/** Whose endpoints the person keeps: the bodies that they coordinate, and the host's. */
function useOwners(): readonly { readonly value: string; readonly label: string }[] {
  const conferenceId = useConferenceId();
  const { host } = useKnownConferenceFacts();
  const { grants } = useSession();
  const t = useText();
  const mine = grants.filter(({ conference }) => conference.id === conferenceId);
  const bodies = mine.flatMap(({ role, body }) =>
    role === 'PARTNER_COORDINATOR' && body !== null ? [{ value: body.id, label: body.name }] : [],
  );
  const isHost = hasRole(mine, ['HOST_ADMINISTRATOR']);
  return isHost ? [{ value: HOST_OWNER, label: host?.name ?? t('webhooks.host') }, ...bodies] : bodies;
}

function useColumns(isOfMany: boolean): readonly Column<Endpoint>[] {
  const t = useText();
  const owner: Column<Endpoint> = {
    key: 'owner',
    header: t('webhooks.owner'),
    cell: ({ body }) => (body === null ? t('webhooks.host') : <bdi>{body.name}</bdi>),
  };
  return [
    {
      key: 'url',
      header: t('webhooks.url'),
      isRowHeader: true,
      cell: ({ id, url }) => (
        <Link className="govuk-link" to={{ search: new URLSearchParams({ endpoint: id }).toString() }}>
          <WebhookUrl>{url}</WebhookUrl>
        </Link>
      ),
    },
    {
      key: 'description',
      header: t('webhooks.description'),
      cell: ({ description }) => <bdi>{description}</bdi>,
    },
    ...(isOfMany ? [owner] : []),
    { key: 'state', header: t('webhooks.state'), cell: (endpoint) => <EndpointState endpoint={endpoint} /> },
    {
      key: 'answer',
      header: t('webhooks.lastAnswer'),
      cell: ({ id }) => <LastAnswer endpointId={id} />,
    },
  ];
}

function LastAnswer({ endpointId }: { readonly endpointId: string }) {
  const t = useText();
  const time = usePlainTime();
  const answerOf = useAnswer();
  const read = useRead(LastDeliveryQuery, { endpointId });
  return (
    <Reading read={read}>
      {({ webhookDeliveries: { nodes } }) => {
        const [last] = nodes;
        if (last === undefined) return t('webhooks.nothingSent');
        return (
          <>
            {answerOf(last)}{' '}
            {last.lastAttemptAt !== null && (
              <span className="app-muted">{time.full(last.lastAttemptAt)}</span>
            )}
          </>
        );
      }}
    </Reading>
  );
}
