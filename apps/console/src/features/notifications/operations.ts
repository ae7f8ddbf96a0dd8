import { graphql, type ResultOf, type VariablesOf } from '../../api/graphql';

export const MessagesQuery = graphql(`
  query Messages($conferenceId: ID!, $after: String, $filter: MessageFilter) {
    messages(conferenceId: $conferenceId, first: 50, after: $after, filter: $filter) {
      totalCount
      nodes {
        id
        kind
        state
        recipientName
        subject
        createdAt
        sentAt
        nextAttemptAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type MessagesVariables = VariablesOf<typeof MessagesQuery>;
export type MessageLine = ResultOf<typeof MessagesQuery>['messages']['nodes'][number];

export const MessageQuery = graphql(`
  query Message($id: ID!) {
    message(id: $id) {
      id
      kind
      state
      recipientName
      recipientEmail
      subject
      text
      attempts
      lastError
      createdAt
      sentAt
      nextAttemptAt
      canReplay
      canSettle
      nomination {
        id
        reference
        person {
          id
          name
          badgeName
        }
      }
      body {
        id
        name
      }
    }
  }
`);

export type MessageDetails = NonNullable<ResultOf<typeof MessageQuery>['message']>;

export const MessageKindsQuery = graphql(`
  query MessageKinds {
    messageCatalogue {
      kind
      audience
      whenInDoubt
      isPersonal
      parameters {
        name
        isOptional
        sample
      }
      samples {
        language
        when
        subject
        text
      }
    }
  }
`);

export type CataloguedMessage = ResultOf<typeof MessageKindsQuery>['messageCatalogue'][number];

export const MailTroubleQuery = graphql(`
  query MailTrouble($conferenceId: ID!) {
    mailTrouble(conferenceId: $conferenceId) {
      reason
      answer
      since
    }
  }
`);

export const ReplayMessageMutation = graphql(`
  mutation ReplayMessage($id: ID!, $input: ReplayMessageInput!) {
    replayMessage(id: $id, input: $input) {
      message {
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

export const SettleMessageMutation = graphql(`
  mutation SettleMessage($id: ID!, $input: SettleMessageInput!) {
    settleMessage(id: $id, input: $input) {
      message {
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
