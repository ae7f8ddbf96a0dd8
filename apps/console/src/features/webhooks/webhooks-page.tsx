import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useRead } from '../../api/use-read';
import { useListAddress } from '../../lists/use-list-address';
import { useConferenceId } from '../conference/current-conference';
import { EndpointPage } from './endpoint-page';
import { EndpointsPage } from './endpoints-page';
import { WebhookEndpointsQuery } from './operations';

/** The address's word for the endpoint that is open */
const OPEN = 'endpoint';

/** The endpoints of a body or of the host; or one of them, which the address names. */
export function WebhooksPage() {
  const conferenceId = useConferenceId();
  const address = useListAddress();
  const navigate = useNavigate();
  const read = useRead(WebhookEndpointsQuery, { conferenceId });
  const [deleted, setDeleted] = useState<{ readonly url: string }>();
  const opened = address.one(OPEN);
  if (opened === '') return <EndpointsPage read={read} deleted={deleted} />;
  return (
    <EndpointPage
      key={opened}
      id={opened}
      read={read}
      address={address}
      onDeleted={(url) => {
        setDeleted({ url });
        if (read.state === 'ready') read.refresh();
        void navigate('/webhooks');
      }}
    />
  );
}
