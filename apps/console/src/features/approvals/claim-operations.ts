import { graphql, type ResultOf } from '../../api/graphql';

export const ClaimReviewMutation = graphql(`
  mutation ClaimReview($id: ID!, $input: ClaimReviewInput!) {
    claimReview(id: $id, input: $input) {
      nomination {
        id
        version
        availableActions
      }
      errors {
        code
        message
        path
        claimedBy {
          id
          name
        }
      }
    }
  }
`);

export const ReleaseReviewClaimMutation = graphql(`
  mutation ReleaseReviewClaim($id: ID!, $input: ReleaseReviewClaimInput!) {
    releaseReviewClaim(id: $id, input: $input) {
      nomination {
        id
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

/** To whom reviews can be given, and how many each is on. */
export const ReviewColleaguesQuery = graphql(`
  query ReviewColleagues($conferenceId: ID!) {
    reviewColleagues(conferenceId: $conferenceId) {
      colleague {
        id
        name
      }
      stages
      isAbsent
      claims
    }
  }
`);

export type ReviewColleague = ResultOf<typeof ReviewColleaguesQuery>['reviewColleagues'][number];

export const AssignReviewsMutation = graphql(`
  mutation AssignReviews($input: AssignReviewsInput!) {
    assignReviews(input: $input) {
      assignments {
        outcome
        nomination {
          id
          reference
          person {
            id
            name
            badgeName
          }
        }
        assignee {
          id
          name
        }
        obstacles {
          colleague {
            id
            name
          }
          obstacle
        }
      }
      colleagues {
        colleague {
          id
          name
        }
        before
        given
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

type Answer = ResultOf<typeof AssignReviewsMutation>['assignReviews'];
export type Assignment = NonNullable<Answer['assignments']>[number];
export type Share = NonNullable<Answer['colleagues']>[number];
