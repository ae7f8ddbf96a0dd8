import { graphql, type ResultOf, type VariablesOf } from '../../api/graphql';

export const OrganisationsQuery = graphql(`
  query Organisations(
    $conferenceId: ID!
    $language: LanguageTag
    $filter: OrganisationFilterInput
    $first: Int
    $after: String
  ) {
    organisations(
      conferenceId: $conferenceId
      language: $language
      filter: $filter
      first: $first
      after: $after
    ) {
      totalCount
      nodes {
        id
        name(language: $language)
        kind
        countryCode
        region
        isListed
        version
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
export type OrganisationLine = ResultOf<typeof OrganisationsQuery>['organisations']['nodes'][number];
export type OrganisationsVariables = VariablesOf<typeof OrganisationsQuery>;

export const OrganisationSuggestionsQuery = graphql(`
  query OrganisationSuggestions($conferenceId: ID!, $typed: String!, $language: LanguageTag) {
    organisationSuggestions(conferenceId: $conferenceId, typed: $typed, language: $language) {
      organisationId
      directoryKey
      name
      kind
      isTaken
    }
  }
`);

export const OrganisationQuery = graphql(`
  query Organisation($id: ID!, $language: LanguageTag) {
    node(id: $id) {
      ... on Organisation {
        id
        name(language: $language)
        kind
        directoryKey
        countryCode
        region
        regionalGroup
        names {
          language
          official
          short
        }
        aliases
        formerNames {
          until
          language
          name
        }
        sortNames {
          language
          name
        }
        parent {
          id
          name(language: $language)
        }
        webSite
        mailDomains
        isListed
        nominationCount
        version
        canChange
        contacts {
          list
          name
          role
          email
          telephone
        }
        mergedInto {
          id
          name(language: $language)
        }
        merged {
          id
          name(language: $language)
          version
        }
      }
    }
  }
`);
export type Organisation = Extract<
  NonNullable<ResultOf<typeof OrganisationQuery>['node']>,
  { readonly directoryKey: string | null }
>;

export const OrganisationTextsQuery = graphql(`
  query OrganisationTexts($conferenceId: ID!, $first: Int, $after: String) {
    organisationTexts(conferenceId: $conferenceId, first: $first, after: $after) {
      totalCount
      nodes {
        typed
        nominations {
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
        }
        suggestions {
          organisationId
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
export type OrganisationText = ResultOf<typeof OrganisationTextsQuery>['organisationTexts']['nodes'][number];

export const MatchOrganisationTextMutation = graphql(`
  mutation MatchOrganisationText($input: MatchOrganisationTextInput!) {
    matchOrganisationText(input: $input) {
      matchedCount
      errors {
        code
        message
        path
      }
    }
  }
`);

/** What follows a match. */
export const MATCHED = ['OrganisationTextConnection', 'Organisation', 'Nomination'];

export const CreateOrganisationMutation = graphql(`
  mutation CreateOrganisation($input: CreateOrganisationInput!) {
    createOrganisation(input: $input) {
      organisation {
        id
      }
      errors {
        code
        message
        path
        likelySame {
          id
          name
        }
      }
    }
  }
`);

export const UpdateOrganisationMutation = graphql(`
  mutation UpdateOrganisation($id: ID!, $input: UpdateOrganisationInput!) {
    updateOrganisation(id: $id, input: $input) {
      organisation {
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

export const SetOrganisationContactsMutation = graphql(`
  mutation SetOrganisationContacts($id: ID!, $input: SetOrganisationContactsInput!) {
    setOrganisationContacts(id: $id, input: $input) {
      organisation {
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

export const MergeOrganisationsMutation = graphql(`
  mutation MergeOrganisations($id: ID!, $input: MergeOrganisationsInput!) {
    mergeOrganisations(id: $id, input: $input) {
      organisation {
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

export const PartOrganisationMutation = graphql(`
  mutation PartOrganisation($id: ID!, $input: PartOrganisationInput!) {
    partOrganisation(id: $id, input: $input) {
      organisation {
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
