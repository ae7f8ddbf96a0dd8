import { useState, type ReactNode } from 'react';
import type { ResultOf } from '../../api/graphql';
import { Reading } from '../../api/reading';
import type { Read } from '../../api/use-read';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import type { ListAddress } from '../../lists/use-list-address';
import { BackLink } from '../../ui/back-link';
import { SummaryList } from '../../ui/summary-list';
import { Notification } from '../../ui/text-blocks';
import { useActionName } from '../audit/what-happened';
import { Deliveries } from './deliveries';
import { EndpointActs, type Done } from './endpoint-acts';
import { EndpointState } from './endpoint-state';
import type { Endpoint, WebhookEndpointsQuery } from './operations';
import { SecretOnce } from '../access/secret-once';
import { TestAnswer } from './test-answer';
import { WebhookUrl } from './webhook-url';

interface EndpointPageProps {
  readonly id: string;
  readonly read: Read<ResultOf<typeof WebhookEndpointsQuery>>;
  /** Which of its deliveries are listed */
  readonly address: ListAddress;
  readonly onDeleted: (url: string) => void;
}

/** One endpoint: how it is, what can be done with it, and what was sent to it. */
export function EndpointPage({ id, read, address, onDeleted }: EndpointPageProps) {
  const t = useText();
  const [done, setDone] = useState<Done>();
  return (
    <ConsolePage title={t('webhooks.one')}>
      <BackLink to="/webhooks">{t('webhooks.title')}</BackLink>
      <Reading read={read}>
        {({ webhookEndpoints }, refresh) => {
          const endpoint = webhookEndpoints.find((one) => one.id === id);
          if (endpoint === undefined) return <p className="govuk-body">{t('webhooks.notThere')}</p>;
          return (
            <>
              {done !== undefined && <WhatWasDone done={done} />}
              <Facts endpoint={endpoint} />
              <EndpointActs
                endpoint={endpoint}
                onDone={(what) => {
                  setDone(what);
                  refresh();
                }}
                onDeleted={() => {
                  onDeleted(endpoint.url);
                }}
              />
              <Deliveries endpoint={endpoint} address={address} />
            </>
          );
        }}
      </Reading>
    </ConsolePage>
  );
}

function WhatWasDone({ done }: { readonly done: Done }) {
  const t = useText();
  const time = usePlainTime();
  if (done.act === 'tested') return <TestAnswer key={done.deliveryId} id={done.deliveryId} />;
  if (done.act === 'rotated')
    return (
      <SecretOnce title={t('webhooks.rotated')} secret={done.secret}>
        <p className="govuk-notification-banner__heading">{t('webhooks.newSecret')}</p>
        {done.until !== null && (
          <p className="govuk-body">{t('webhooks.bothSign', { at: time.full(done.until) })}</p>
        )}
      </SecretOnce>
    );
  return (
    <Notification title={t('general.success')} kind="success" of={done}>
      <p className="govuk-notification-banner__heading">
        {done.act === 'replayed'
          ? t('webhooks.done.replayed', { count: done.count })
          : t(`webhooks.done.${done.act}`)}
      </p>
      {done.act === 'replayed' && done.hasMore && <p className="govuk-body">{t('webhooks.replayMore')}</p>}
    </Notification>
  );
}

function Facts({ endpoint }: { readonly endpoint: Endpoint }) {
  const t = useText();
  const time = usePlainTime();
  const nameOf = useActionName();
  const { url, description, body, kinds, createdAt, formerSecretUntil } = endpoint;
  const row = (key: string, label: string, value: ReactNode) => ({ key, label, value });
  return (
    <div className="app-reading">
      <SummaryList
        rows={[
          row('url', t('webhooks.url'), <WebhookUrl>{url}</WebhookUrl>),
          row('description', t('webhooks.description'), <bdi>{description ?? t('general.notGiven')}</bdi>),
          row('owner', t('webhooks.owner'), <bdi>{body?.name ?? t('webhooks.host')}</bdi>),
          row('state', t('webhooks.state'), <EndpointState endpoint={endpoint} />),
          row(
            'kinds',
            t('webhooks.kinds'),
            kinds === null ? (
              t('webhooks.which.ALL')
            ) : (
              <ul className="govuk-list">
                {kinds.map((kind) => (
                  <li key={kind}>{nameOf(kind)}</li>
                ))}
              </ul>
            ),
          ),
          row('created', t('webhooks.created'), time.full(createdAt)),
          ...(formerSecretUntil === null
            ? []
            : [
                row(
                  'secret',
                  t('webhooks.formerSecret'),
                  <Text id="webhooks.bothSign" values={{ at: time.full(formerSecretUntil) }} />,
                ),
              ]),
        ]}
      />
    </div>
  );
}
