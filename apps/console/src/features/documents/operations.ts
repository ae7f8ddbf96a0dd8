import { graphql, type ResultOf } from '../../api/graphql';

export const VerifiedDocumentQuery = graphql(`
  query VerifiedDocument($address: String!) {
    verifiedDocument(address: $address) {
      number
      kind
      version
      state
      issuedAt
      conference {
        id
        name
        timeZone
      }
    }
  }
`);
export type VerifiedDocument = NonNullable<ResultOf<typeof VerifiedDocumentQuery>['verifiedDocument']>;

export const CheckDocumentMutation = graphql(`
  mutation CheckDocument($input: CheckDocumentInput!) {
    checkDocument(input: $input) {
      document {
        number
        kind
        version
        state
        issuedAt
        conference {
          id
          name
          timeZone
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
