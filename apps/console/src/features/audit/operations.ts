import { graphql, type ResultOf, type VariablesOf } from '../../api/graphql';

export const AuditEventsQuery = graphql(`
  query AuditEvents($conferenceId: ID!, $after: String, $filter: AuditEventFilter) {
    auditEvents(conferenceId: $conferenceId, first: 50, after: $after, filter: $filter) {
      totalCount
      nodes {
        id
        sequence
        occurredAt
        actor
        onBehalfOf
        action
        subjectType
        subjectId
        values {
          name
          text
          number
          items
        }
        summary
        remark
        hash
        nomination {
          id
          reference
        }
        body {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type AuditEventsVariables = VariablesOf<typeof AuditEventsQuery>;
export type AuditEvent = ResultOf<typeof AuditEventsQuery>['auditEvents']['nodes'][number];
