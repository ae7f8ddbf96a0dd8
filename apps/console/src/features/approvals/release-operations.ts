import { graphql, type ResultOf } from '../../api/graphql';

export const ReleasePreviewQuery = graphql(`
  query ReleasePreview($conferenceId: ID!, $nominationIds: [ID!]) {
    releasePreview(conferenceId: $conferenceId, nominationIds: $nominationIds, first: 50) {
      approved
      rejected
      reserved
      messageCount
      version
      notices {
        recipientName
        recipientEmail
        kind
        subject
        text
      }
      promotions {
        recipientName
        recipientEmail
        kind
        subject
        text
        nomination {
          id
          reference
          person {
            id
            name
            badgeName
          }
        }
      }
      messages {
        recipientName
        recipientEmail
        kind
        subject
        text
        nomination {
          id
          reference
          person {
            id
            name
            badgeName
          }
        }
      }
      skipped {
        reason
        sameAs
        nomination {
          id
          reference
          person {
            id
            name
            badgeName
          }
        }
      }
    }
  }
`);

/** The page of messages behind the one that ends with the nomination `after`. */
export const MoreMessagesQuery = graphql(`
  query MoreMessages($conferenceId: ID!, $nominationIds: [ID!], $after: ID!) {
    releasePreview(conferenceId: $conferenceId, nominationIds: $nominationIds, first: 50, after: $after) {
      messages {
        recipientName
        recipientEmail
        kind
        subject
        text
        nomination {
          id
          reference
          person {
            id
            name
            badgeName
          }
        }
      }
    }
  }
`);

export type Preview = ResultOf<typeof ReleasePreviewQuery>['releasePreview'];
export type PreviewedMessage = Preview['messages'][number];
export type PreviewedNotice = Preview['notices'][number];
export type Skipped = Preview['skipped'][number];

/** Decided nominations, to release only some of them. */
export const WaitingDecisionsQuery = graphql(`
  query WaitingDecisions($conferenceId: ID!) {
    nominations(
      conferenceId: $conferenceId
      first: 100
      filter: { states: [DECIDED] }
      orderBy: { field: UPDATED_AT, direction: ASC }
    ) {
      totalCount
      nodes {
        id
        reference
        person {
          id
          name
          badgeName
        }
        body {
          id
          name
        }
        decision {
          id
          outcome
        }
      }
    }
  }
`);

export const DecisionBatchesQuery = graphql(`
  query DecisionBatches($conferenceId: ID!, $after: String) {
    decisionBatches(conferenceId: $conferenceId, first: 100, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        number
        releasedAt
        size
        messagesSent
        messagesFailed
        auditHead
        releasedBy {
          id
          name
        }
      }
    }
  }
`);

export type Batch = ResultOf<typeof DecisionBatchesQuery>['decisionBatches']['nodes'][number];

export const ReleaseDecisionsMutation = graphql(`
  mutation ReleaseDecisions($input: ReleaseDecisionsInput!) {
    releaseDecisions(input: $input) {
      batch {
        id
        number
        size
      }
      skipped {
        reason
        sameAs
        nomination {
          id
          reference
          person {
            id
            name
            badgeName
          }
        }
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export type Release = ResultOf<typeof ReleaseDecisionsMutation>['releaseDecisions'];
