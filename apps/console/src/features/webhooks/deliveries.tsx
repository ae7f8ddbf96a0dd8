import { useState } from 'react';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { useWatching } from '../../api/use-watching';
import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { ListPages } from '../../lists/list-pages';
import type { ListAddress } from '../../lists/use-list-address';
import { Button } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { Tag } from '../../ui/tag';
import { Notification } from '../../ui/text-blocks';
import { useActionName } from '../audit/what-happened';
import {
  ReplayWebhookDeliveryMutation,
  WebhookDeliveriesQuery,
  type Delivery,
  type Endpoint,
} from './operations';
import { useAnswer } from './use-answer';

const COLOURS = { WAITING: 'blue', DELIVERED: 'green', FAILED: 'red' } as const;
const TEST = 'webhook.test';

interface DeliveriesProps {
  readonly endpoint: Endpoint;
  readonly address: ListAddress;
}

/** What was sent to an endpoint and what waits, the newest first; what is on its way is read again by itself. */
export function Deliveries({ endpoint, address }: DeliveriesProps) {
  const t = useText();
  const read = useRead(WebhookDeliveriesQuery, { endpointId: endpoint.id, after: address.after });
  const nodes = read.state === 'ready' ? read.data.webhookDeliveries.nodes : [];
  const isSomeWaiting = nodes.some(({ state }) => state === 'WAITING');
  const sign = nodes.map(({ id, state, attempts }) => `${id} ${state} ${attempts}`);
  useWatching(read.state === 'ready' && isSomeWaiting ? read.refresh : undefined, sign.join());
  const [replayed, setReplayed] = useState<{ readonly name: string }>();
  const columns = useColumns((name) => {
    setReplayed({ name });
    if (read.state === 'ready') read.refresh();
  });
  return (
    <section aria-labelledby="deliveries-heading">
      {replayed !== undefined && (
        <Notification title={t('general.success')} kind="success" of={replayed}>
          <p className="govuk-notification-banner__heading">{t('deliveries.replayed', replayed)}</p>
        </Notification>
      )}
      <Reading read={read}>
        {({ webhookDeliveries }) => (
          <>
            <h2 className="govuk-heading-m" id="deliveries-heading">
              {t('deliveries.count', { count: webhookDeliveries.totalCount })}
            </h2>
            <DataTable
              caption={t('deliveries.title')}
              isCaptionHidden
              columns={columns}
              rows={webhookDeliveries.nodes}
              rowKey={({ id }) => id}
              empty={<p className="govuk-body">{t('deliveries.none')}</p>}
            />
            <ListPages address={address} pageInfo={webhookDeliveries.pageInfo} />
          </>
        )}
      </Reading>
    </section>
  );
}

function useColumns(onReplayed: (name: string) => void): readonly Column<Delivery>[] {
  const t = useText();
  const time = usePlainTime();
  const answerOf = useAnswer();
  const actionName = useActionName();
  const nameOf = (kind: string) => (kind === TEST ? t('webhooks.test') : actionName(kind));
  return [
    { key: 'kind', header: t('deliveries.kind'), isRowHeader: true, cell: ({ kind }) => nameOf(kind) },
    { key: 'occurred', header: t('deliveries.occurred'), cell: ({ occurredAt }) => time.full(occurredAt) },
    {
      key: 'state',
      header: t('webhooks.state'),
      cell: ({ state }) => <Tag colour={COLOURS[state]}>{t(`deliveryState.${state}`)}</Tag>,
    },
    {
      key: 'attempts',
      header: t('deliveries.attempts'),
      isNumeric: true,
      cell: ({ attempts }) => attempts,
    },
    {
      key: 'answer',
      header: t('webhooks.lastAnswer'),
      cell: (delivery) => (
        <>
          {answerOf(delivery)}{' '}
          {delivery.lastAttemptAt !== null && (
            <span className="app-muted">{time.full(delivery.lastAttemptAt)}</span>
          )}
        </>
      ),
    },
    {
      key: 'next',
      header: t('deliveries.next'),
      cell: ({ nextAttemptAt }) =>
        nextAttemptAt === null ? t('deliveries.noNext') : time.full(nextAttemptAt),
    },
    {
      key: 'replay',
      header: t('deliveries.replay'),
      isAct: true,
      cell: (delivery) =>
        delivery.canReplay && (
          <Replay delivery={delivery} name={nameOf(delivery.kind)} onReplayed={onReplayed} />
        ),
    },
  ];
}

interface ReplayProps {
  readonly delivery: Delivery;
  readonly name: string;
  readonly onReplayed: (name: string) => void;
}

function Replay({ delivery, name, onReplayed }: ReplayProps) {
  const t = useText();
  const time = usePlainTime();
  const { press, isActing, problem } = useMutationButton(ReplayWebhookDeliveryMutation, {
    onDone: () => {
      onReplayed(name);
    },
  });
  return (
    <>
      <Button
        variant="secondary"
        isBusy={isActing}
        aria-label={t('deliveries.replayNamed', { name, at: time.full(delivery.occurredAt) })}
        onClick={() => void press({ id: delivery.id, input: {} })}
      >
        {t('deliveries.replay')}
      </Button>
      <Problem of={problem} />
    </>
  );
}
