import { graphql, type ResultOf } from '../../api/graphql';

export const PlaceOffersQuery = graphql(`
  query PlaceOffers($conferenceId: ID!, $after: String) {
    placeOffers(conferenceId: $conferenceId, first: 100, after: $after) {
      nodes {
        id
        version
        state
        count
        note
        expiresAt
        availableActions
        from {
          id
          name
        }
        to {
          id
          name
        }
        constituency {
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
export type PlaceOffer = ResultOf<typeof PlaceOffersQuery>['placeOffers']['nodes'][number];

export const OfferPlacesMutation = graphql(`
  mutation OfferPlaces($input: OfferPlacesInput!) {
    offerPlaces(input: $input) {
      placeOffer {
        id
        state
      }
      errors {
        code
        message
        path
        balance {
          id
          available
        }
      }
    }
  }
`);

export const AcceptPlaceOfferMutation = graphql(`
  mutation AcceptPlaceOffer($id: ID!, $input: AcceptPlaceOfferInput!) {
    acceptPlaceOffer(id: $id, input: $input) {
      placeOffer {
        id
        state
        version
        availableActions
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const DeclinePlaceOfferMutation = graphql(`
  mutation DeclinePlaceOffer($id: ID!, $input: DeclinePlaceOfferInput!) {
    declinePlaceOffer(id: $id, input: $input) {
      placeOffer {
        id
        state
        version
        availableActions
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const WithdrawPlaceOfferMutation = graphql(`
  mutation WithdrawPlaceOffer($id: ID!, $input: WithdrawPlaceOfferInput!) {
    withdrawPlaceOffer(id: $id, input: $input) {
      placeOffer {
        id
        state
        version
        availableActions
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const ApprovePlaceOfferMutation = graphql(`
  mutation ApprovePlaceOffer($id: ID!, $input: ApprovePlaceOfferInput!) {
    approvePlaceOffer(id: $id, input: $input) {
      placeOffer {
        id
        state
        version
        availableActions
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const RefusePlaceOfferMutation = graphql(`
  mutation RefusePlaceOffer($id: ID!, $input: RefusePlaceOfferInput!) {
    refusePlaceOffer(id: $id, input: $input) {
      placeOffer {
        id
        state
        version
        availableActions
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
