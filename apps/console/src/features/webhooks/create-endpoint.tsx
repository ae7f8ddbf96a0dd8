import { ActForm } from '../../form/act-form';
import { useMutationForm } from '../../form/use-mutation-form';
import { useText } from '../../i18n/use-text';
import { useConferenceId } from '../conference/current-conference';
import { EndpointFields, endpointSchema, saidOf, typedFrom } from './endpoint-fields';
import { CreateWebhookEndpointMutation } from './operations';

/** The owner of an endpoint that is no body's */
export const HOST_OWNER = 'host';

interface CreateEndpointProps {
  readonly owners: readonly { readonly value: string; readonly label: string }[];
  /** The secret is told once: nobody can read it again. */
  readonly onMade: (url: string, secret: string) => void;
}

export function CreateEndpoint({ owners, onMade }: CreateEndpointProps) {
  const t = useText();
  const conferenceId = useConferenceId();
  const state = useMutationForm(CreateWebhookEndpointMutation, {
    id: 'webhook',
    also: ['WebhookEndpoint'],
    schema: endpointSchema,
    defaults: { ...typedFrom(), owner: owners[0]?.value ?? '' },
    variables: (typed) => ({
      input: { conferenceId, bodyId: typed.owner === HOST_OWNER ? null : typed.owner, ...saidOf(typed) },
    }),
    onDone: ({ secret }, { url }) => {
      state.form.reset();
      onMade(url, secret ?? '');
    },
  });
  return (
    <ActForm state={state} submitLabel={t('webhooks.create')}>
      <EndpointFields state={state} owners={owners} />
    </ActForm>
  );
}
