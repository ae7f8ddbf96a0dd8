import { graphql, type ResultOf } from '../../api/graphql';

export const RemindReviewsMutation = graphql(`
  mutation RemindReviews($input: RemindReviewsInput!) {
    remindReviews(input: $input) {
      reminders {
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
        reminded {
          id
          name
        }
        skipped {
          colleague {
            id
            name
          }
          obstacle
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

type Answer = ResultOf<typeof RemindReviewsMutation>['remindReviews'];
export type ReviewReminder = NonNullable<Answer['reminders']>[number];
