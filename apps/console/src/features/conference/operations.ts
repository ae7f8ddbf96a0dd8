import { graphql, type ResultOf } from '../../api/graphql';

/** The conference as the public sees it. */
export const PublicConferencesQuery = graphql(`
  query PublicConferences {
    conferences {
      id
      slug
      name
      venue
      city
      startsOn
      endsOn
      principles {
        id
        number
        text
      }
      themes {
        id
        name
      }
    }
  }
`);

export type PublicConference = ResultOf<typeof PublicConferencesQuery>['conferences'][number];

/** What every page of the workspace needs of the conference: whom it knows, and when its windows are open. */
export const CurrentConferenceQuery = graphql(`
  query CurrentConference($slug: String!, $id: ID!) {
    conference(slug: $slug) {
      id
      slug
      name
      timeZone
      locales
      freedPlaces
      placeTransfers
      constituencies {
        id
        code
        name
      }
      windows {
        id
        kind
        opensAt
        closesAt
        isOpen
      }
    }
    bodies(conferenceId: $id) {
      id
      kind
      code
      name
    }
  }
`);

/** Countries and territories as the conference names them, in the order of the language; also those that menus leave out. */
export const CountriesQuery = graphql(`
  query Countries($conferenceId: ID!, $language: LanguageTag!) {
    countries(conferenceId: $conferenceId, language: $language) {
      code
      name
      otherNames
      isOffered
      isChanged
    }
  }
`);

export type Country = ResultOf<typeof CountriesQuery>['countries'][number];

type CurrentConferenceData = ResultOf<typeof CurrentConferenceQuery>;
export type ConferenceDetails = NonNullable<CurrentConferenceData['conference']>;
export type Body = CurrentConferenceData['bodies'][number];
