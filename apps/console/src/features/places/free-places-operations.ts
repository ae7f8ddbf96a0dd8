import { graphql, type ResultOf } from '../../api/graphql';

export const FreePlacesQuery = graphql(`
  query FreePlaces($conferenceId: ID!) {
    freePlaces(conferenceId: $conferenceId) {
      count
      body {
        id
        name
      }
      constituency {
        id
        name
      }
      next {
        id
        version
        reference
        availableActions
        person {
          id
          name
          badgeName
        }
      }
    }
  }
`);

export type FreePlaces = ResultOf<typeof FreePlacesQuery>['freePlaces'][number];
