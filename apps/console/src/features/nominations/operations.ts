import { graphql, type ResultOf, type VariablesOf } from '../../api/graphql';
import { QuotaFragment } from '../places/operations';
import { AttachmentFragment } from './attachment-operations';
import { NotesFragment } from './note-operations';

/** What a line of a list shows. */
export const NominationLineFragment = graphql(`
  fragment NominationLine on Nomination {
    id
    reference
    version
    state
    rank
    capacity
    createdAt
    updatedAt
    submittedAt
    answerDueAt
    readyAt
    availableActions
    person {
      id
      name
      badgeName
      organisation
      country
    }
    body {
      id
      name
    }
    constituency {
      id
      name
    }
    invitation {
      id
      state
      respondBy
      answeredAt
      sentAt
    }
  }
`);

export type NominationLine = ResultOf<typeof NominationLineFragment>;

export const NominationsQuery = graphql(
  `
    query Nominations(
      $conferenceId: ID!
      $after: String
      $filter: NominationFilter
      $orderBy: NominationOrder
    ) {
      nominations(conferenceId: $conferenceId, first: 50, after: $after, filter: $filter, orderBy: $orderBy) {
        totalCount
        nodes {
          ...NominationLine
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [NominationLineFragment],
);

export type NominationsVariables = VariablesOf<typeof NominationsQuery>;

const HistoryFragment = graphql(`
  fragment History on AuditEventConnection {
    nodes {
      id
      occurredAt
      action
      values {
        name
        text
        number
        items
      }
      summary
      remark
      actor
      onBehalfOf
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`);

/** What else happened to a nomination with a long history. */
export const HistoryQuery = graphql(
  `
    query History($id: ID!, $after: String) {
      nomination(id: $id) {
        id
        history(first: 100, after: $after) {
          ...History
        }
      }
    }
  `,
  [HistoryFragment],
);

/** Everything about one nomination that its own body may see. */
export const NominationFragment = graphql(
  `
    fragment NominationDetails on Nomination {
      id
      reference
      version
      state
      rank
      capacity
      justification
      externalReference
      createdAt
      updatedAt
      submittedAt
      returnQuestion
      secondReason
      readyAt
      supersedes {
        id
        reference
        person {
          id
          name
          badgeName
        }
      }
      supersededBy {
        id
        reference
        person {
          id
          name
          badgeName
        }
      }
      answerDueAt
      missing
      availableActions
      unavailableActions {
        action
        code
      }
      createdBy {
        id
        name
      }
      person {
        id
        name
        badgeName
        honorific
        email
        organisation
        jobTitle
        country
        language
      }
      organisation {
        organisationId
        name
      }
      body {
        id
        code
        name
      }
      constituency {
        id
        name
      }
      quotaBalance {
        ...Quota
      }
      history(first: 100) {
        ...History
      }
      attachmentSides
      attachments {
        ...Attachment
      }
      noteSides
      notes(first: 100) {
        ...Notes
      }
      invitation {
        id
        state
        respondBy
        answeredAt
        sentAt
      }
      decision {
        id
        outcome
        reasonCode
        reasonText
        decidedAt
        releasedAt
        decidedBy {
          id
          name
        }
        onBehalfOf {
          id
          name
        }
      }
    }
  `,
  [QuotaFragment, HistoryFragment, NotesFragment, AttachmentFragment],
);

export type NominationDetails = ResultOf<typeof NominationFragment>;

export const NominationQuery = graphql(
  `
    query Nomination($id: ID!) {
      nomination(id: $id) {
        ...NominationDetails
        stage
        messages {
          id
          kind
          state
          recipientName
          sentAt
          createdAt
        }
      }
    }
  `,
  [NominationFragment],
);

export type NominationWithMessages = NonNullable<ResultOf<typeof NominationQuery>['nomination']>;

export const NominationChangedSubscription = graphql(`
  subscription NominationChanged($id: ID!) {
    nominationChanged(id: $id) {
      nomination {
        id
        version
        state
      }
    }
  }
`);

/** Whom the body has nominated already, by the address or name that is being typed. */
export const KnownNomineesQuery = graphql(`
  query KnownNominees($conferenceId: ID!, $bodyId: ID!, $name: String, $email: String, $exceptId: ID) {
    knownNominees(
      conferenceId: $conferenceId
      bodyId: $bodyId
      name: $name
      email: $email
      exceptId: $exceptId
    ) {
      nomination {
        id
        state
        createdAt
        submittedAt
        person {
          id
          name
          badgeName
        }
      }
    }
  }
`);

export const BadgeNameSuggestionQuery = graphql(`
  query BadgeNameSuggestion($name: String!) {
    badgeNameSuggestion(name: $name) {
      name
    }
  }
`);
