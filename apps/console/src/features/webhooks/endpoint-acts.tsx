import { useState, type ReactNode } from 'react';
import { FormDialog } from '../../form/form-dialog';
import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ChangeEndpoint } from './change-endpoint';
import {
  DeleteWebhookEndpointMutation,
  type Endpoint,
  PauseWebhookEndpointMutation,
  ReplayFailedWebhookDeliveriesMutation,
  ResumeWebhookEndpointMutation,
  RotateWebhookSecretMutation,
  SendTestWebhookMutation,
} from './operations';
import { WebhookUrl } from './webhook-url';

export type Done =
  | { readonly act: 'paused' | 'resumed' | 'changed' }
  | { readonly act: 'replayed'; readonly count: number; readonly hasMore: boolean }
  | { readonly act: 'tested'; readonly deliveryId: string }
  | { readonly act: 'rotated'; readonly secret: string; readonly until: string | null };

interface EndpointActsProps {
  readonly endpoint: Endpoint;
  readonly onDone: (done: Done) => void;
  readonly onDeleted: () => void;
}

/** What can be done with an endpoint in its state; what cannot be taken back asks first. */
export function EndpointActs({ endpoint, onDone, onDeleted }: EndpointActsProps) {
  const t = useText();
  const [asked, setAsked] = useState<'change' | 'rotate' | 'delete'>();
  const close = () => {
    setAsked(undefined);
  };
  const tell = (done: Done) => {
    close();
    onDone(done);
  };
  const { id, url, createdAt, availableActions } = endpoint;
  const can = (action: Endpoint['availableActions'][number]) => availableActions.includes(action);
  const test = useMutationButton(SendTestWebhookMutation, {
    also: ['WebhookDeliveryConnection'],
    onDone: ({ webhookDelivery }) => {
      tell({ act: 'tested', deliveryId: webhookDelivery?.id ?? '' });
    },
  });
  const pause = useMutationButton(PauseWebhookEndpointMutation, {
    onDone: () => {
      tell({ act: 'paused' });
    },
  });
  const resume = useMutationButton(ResumeWebhookEndpointMutation, {
    onDone: () => {
      tell({ act: 'resumed' });
    },
  });
  const replay = useMutationButton(ReplayFailedWebhookDeliveriesMutation, {
    also: ['WebhookDeliveryConnection'],
    onDone: ({ count, hasMore }) => {
      tell({ act: 'replayed', count, hasMore });
    },
  });
  const rotate = useMutationButton(RotateWebhookSecretMutation, {
    onDone: ({ secret, webhookEndpoint }) => {
      tell({ act: 'rotated', secret: secret ?? '', until: webhookEndpoint?.formerSecretUntil ?? null });
    },
  });
  const remove = useMutationButton(DeleteWebhookEndpointMutation, {
    onDone: () => {
      close();
      onDeleted();
    },
  });
  const opener = (action: Endpoint['availableActions'][number], which: typeof asked, label: string) =>
    can(action) && (
      <Button
        variant={which === 'delete' ? 'warning' : 'secondary'}
        onClick={() => {
          setAsked(which);
        }}
      >
        {label}
      </Button>
    );
  return (
    <>
      <div className="govuk-button-group">
        {can('RESUME') && (
          <Button isBusy={resume.isActing} onClick={() => void resume.press({ id, input: {} })}>
            {t('webhooks.resume')}
          </Button>
        )}
        {can('TEST') && (
          <Button
            variant="secondary"
            isBusy={test.isActing}
            onClick={() => void test.press({ id, input: {} })}
          >
            {t('webhooks.sendTest')}
          </Button>
        )}
        {opener('UPDATE', 'change', t('webhooks.change'))}
        {can('PAUSE') && (
          <Button
            variant="secondary"
            isBusy={pause.isActing}
            onClick={() => void pause.press({ id, input: {} })}
          >
            {t('webhooks.pause')}
          </Button>
        )}
        {can('REPLAY') && (
          <Button
            variant="secondary"
            isBusy={replay.isActing}
            onClick={() => void replay.press({ id, input: { since: createdAt } })}
          >
            {t('webhooks.replayFailed')}
          </Button>
        )}
        {opener('ROTATE', 'rotate', t('webhooks.rotate'))}
        {opener('DELETE', 'delete', t('webhooks.delete'))}
      </div>
      <Problem of={test.problem ?? pause.problem ?? resume.problem ?? replay.problem} />
      {asked === 'change' && (
        <FormDialog title={t('webhooks.changeTitle')} onClose={close}>
          <ChangeEndpoint
            endpoint={endpoint}
            onSaved={() => {
              tell({ act: 'changed' });
            }}
          />
        </FormDialog>
      )}
      {asked === 'rotate' && (
        <Question
          title={t('webhooks.rotateTitle')}
          text={t('webhooks.rotateText')}
          of={rotate}
          onClose={close}
        >
          <Button isBusy={rotate.isActing} onClick={() => void rotate.press({ id, input: {} })}>
            {t('webhooks.rotate')}
          </Button>
        </Question>
      )}
      {asked === 'delete' && (
        <Question
          title={t('webhooks.deleteTitle')}
          text={<Text id="webhooks.deleteText" values={{ url: <WebhookUrl>{url}</WebhookUrl> }} />}
          of={remove}
          onClose={close}
        >
          <Button
            variant="warning"
            isBusy={remove.isActing}
            onClick={() => void remove.press({ id, input: {} })}
          >
            {t('webhooks.delete')}
          </Button>
        </Question>
      )}
    </>
  );
}

interface QuestionProps {
  readonly title: string;
  readonly text: ReactNode;
  readonly of: { readonly problem: string | undefined; readonly forgetProblem: () => void };
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function Question({ title, text, of, onClose, children }: QuestionProps) {
  const t = useText();
  return (
    <Dialog
      title={title}
      closeLabel={t('general.cancel')}
      onClose={() => {
        of.forgetProblem();
        onClose();
      }}
    >
      <p className="govuk-body">{text}</p>
      <Problem of={of.problem} />
      {children}{' '}
    </Dialog>
  );
}
