import { graphql, type ResultOf } from '../../api/graphql';

export const WebhookEndpointsQuery = graphql(`
  query WebhookEndpoints($conferenceId: ID!) {
    webhookEndpoints(conferenceId: $conferenceId) {
      id
      url
      description
      kinds
      state
      stateSince
      endedReason
      failingSince
      formerSecretUntil
      version
      createdAt
      availableActions
      body {
        id
        name
      }
    }
  }
`);

export type Endpoint = ResultOf<typeof WebhookEndpointsQuery>['webhookEndpoints'][number];

export const LastDeliveryQuery = graphql(`
  query LastDelivery($endpointId: ID!) {
    webhookDeliveries(endpointId: $endpointId, first: 1) {
      nodes {
        id
        state
        lastStatus
        lastFailure
        lastAttemptAt
      }
    }
  }
`);

export const WebhookDeliveriesQuery = graphql(`
  query WebhookDeliveries($endpointId: ID!, $after: String) {
    webhookDeliveries(endpointId: $endpointId, first: 20, after: $after) {
      totalCount
      nodes {
        id
        kind
        occurredAt
        state
        attempts
        lastStatus
        lastFailure
        lastAttemptAt
        nextAttemptAt
        canReplay
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type Delivery = ResultOf<typeof WebhookDeliveriesQuery>['webhookDeliveries']['nodes'][number];

export const TestDeliveryQuery = graphql(`
  query TestDelivery($id: ID!) {
    node(id: $id) {
      ... on WebhookDelivery {
        id
        state
        lastStatus
        lastFailure
        lastAttemptAt
      }
    }
  }
`);

export const CreateWebhookEndpointMutation = graphql(`
  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {
    createWebhookEndpoint(input: $input) {
      webhookEndpoint {
        id
      }
      secret
      errors {
        code
        message
        path
      }
    }
  }
`);

export const UpdateWebhookEndpointMutation = graphql(`
  mutation UpdateWebhookEndpoint($id: ID!, $input: UpdateWebhookEndpointInput!) {
    updateWebhookEndpoint(id: $id, input: $input) {
      webhookEndpoint {
        id
        version
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const PauseWebhookEndpointMutation = graphql(`
  mutation PauseWebhookEndpoint($id: ID!, $input: PauseWebhookEndpointInput!) {
    pauseWebhookEndpoint(id: $id, input: $input) {
      webhookEndpoint {
        id
        state
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const ResumeWebhookEndpointMutation = graphql(`
  mutation ResumeWebhookEndpoint($id: ID!, $input: ResumeWebhookEndpointInput!) {
    resumeWebhookEndpoint(id: $id, input: $input) {
      webhookEndpoint {
        id
        state
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const RotateWebhookSecretMutation = graphql(`
  mutation RotateWebhookSecret($id: ID!, $input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(id: $id, input: $input) {
      webhookEndpoint {
        id
        formerSecretUntil
      }
      secret
      errors {
        code
        message
        path
      }
    }
  }
`);

export const SendTestWebhookMutation = graphql(`
  mutation SendTestWebhook($id: ID!, $input: SendTestWebhookInput!) {
    sendTestWebhook(id: $id, input: $input) {
      webhookDelivery {
        id
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const DeleteWebhookEndpointMutation = graphql(`
  mutation DeleteWebhookEndpoint($id: ID!, $input: DeleteWebhookEndpointInput!) {
    deleteWebhookEndpoint(id: $id, input: $input) {
      isDeleted
      errors {
        code
        message
        path
      }
    }
  }
`);

export const ReplayWebhookDeliveryMutation = graphql(`
  mutation ReplayWebhookDelivery($id: ID!, $input: ReplayWebhookDeliveryInput!) {
    replayWebhookDelivery(id: $id, input: $input) {
      webhookDelivery {
        id
        state
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const ReplayFailedWebhookDeliveriesMutation = graphql(`
  mutation ReplayFailedWebhookDeliveries($id: ID!, $input: ReplayFailedWebhookDeliveriesInput!) {
    replayFailedWebhookDeliveries(id: $id, input: $input) {
      count
      hasMore
      errors {
        code
        message
        path
      }
    }
  }
`);
