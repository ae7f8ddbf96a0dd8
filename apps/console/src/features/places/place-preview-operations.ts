import { graphql, type ResultOf } from '../../api/graphql';

const PlacePreviewFragment = graphql(`
  fragment PlacePreviewParts on PlacePreview {
    outcome
    count
    next {
      id
      reference
      person {
        id
        name
        badgeName
      }
    }
  }
`);
export type PlacePreview = ResultOf<typeof PlacePreviewFragment>;

export const PlacePreviewQuery = graphql(
  `
    query PlacePreview($nominationId: ID!, $act: PlaceAct!) {
      placePreview(nominationId: $nominationId, act: $act) {
        ...PlacePreviewParts
      }
    }
  `,
  [PlacePreviewFragment],
);

export const AllotmentPreviewQuery = graphql(
  `
    query AllotmentPreview($conferenceId: ID!, $bodyId: ID!, $constituencyId: ID!, $allotted: Int!) {
      allotmentPreview(
        conferenceId: $conferenceId
        bodyId: $bodyId
        constituencyId: $constituencyId
        allotted: $allotted
      ) {
        ...PlacePreviewParts
      }
    }
  `,
  [PlacePreviewFragment],
);
