import { useState } from 'react';
import { useFresh } from '../../api/use-fresh';
import { ActForm } from '../../form/act-form';
import { SavedMeanwhile } from '../../form/saved-meanwhile';
import { useMutationForm } from '../../form/use-mutation-form';
import { isolate, useText } from '../../i18n/use-text';
import { useWhoSaved } from '../audit/use-who-saved';
import { useConferenceId } from '../conference/current-conference';
import { EndpointFields, endpointSchema, saidOf, typedFrom } from './endpoint-fields';
import { UpdateWebhookEndpointMutation, WebhookEndpointsQuery, type Endpoint } from './operations';

interface ChangeEndpointProps {
  readonly endpoint: Endpoint;
  readonly onSaved: () => void;
}

/** Gives an endpoint another address, description or kinds; where somebody else was faster, both are shown. */
export function ChangeEndpoint({ endpoint, onSaved }: ChangeEndpointProps) {
  const t = useText();
  const conferenceId = useConferenceId();
  const fresh = useFresh();
  const whoSaved = useWhoSaved();
  // What the typing began with: it stays while the page refreshes itself behind the form.
  const [seen, setSeen] = useState(endpoint);
  const [newest, setNewest] = useState<{ readonly endpoint: Endpoint; readonly author: string }>();
  const readNewest = async () => {
    const [data, author] = await Promise.all([
      fresh(WebhookEndpointsQuery, { conferenceId }),
      whoSaved({ subjectId: endpoint.id }),
    ]);
    const found = data?.webhookEndpoints.find(({ id }) => id === endpoint.id);
    if (found === undefined) return t('conflict.unread');
    setNewest({ endpoint: found, author });
    return true;
  };
  const state = useMutationForm(UpdateWebhookEndpointMutation, {
    id: 'webhook-change',
    schema: endpointSchema,
    defaults: typedFrom(endpoint),
    variables: (typed) => ({ id: endpoint.id, input: { version: seen.version, ...saidOf(typed) } }),
    onDone: onSaved,
    onRefused: ({ code }) => code === 'VERSION_CONFLICT' && readNewest(),
  });
  const inWords = ({ url, description, kinds }: Pick<Endpoint, 'url' | 'description' | 'kinds'>) =>
    t('webhooks.values', {
      url: isolate(url),
      description: isolate(description ?? t('general.notGiven')),
      count: kinds?.length ?? 0,
    });
  const goOn = (isTheirs: boolean) => {
    if (newest === undefined) return;
    const typed = state.form.getValues();
    setSeen(newest.endpoint);
    setNewest(undefined);
    state.form.reset(typedFrom(newest.endpoint));
    if (!isTheirs) state.form.reset(typed, { keepDefaultValues: true });
    state.form.setFocus('url');
  };
  return (
    <>
      {newest !== undefined && (
        <SavedMeanwhile
          of={newest}
          title={t('webhooks.conflict')}
          author={newest.author}
          theirs={inWords(newest.endpoint)}
          mine={inWords(saidOf(state.form.getValues()))}
          onGoOn={goOn}
        />
      )}
      <ActForm state={state} submitLabel={t('webhooks.save')}>
        <EndpointFields state={state} />
      </ActForm>
    </>
  );
}
