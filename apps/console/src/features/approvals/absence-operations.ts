import { graphql, type ResultOf } from '../../api/graphql';

export const AbsencesQuery = graphql(`
  query Absences($conferenceId: ID!) {
    absences(conferenceId: $conferenceId) {
      id
      user {
        id
        name
      }
      startsAt
      endsAt
      canEnd
    }
  }
`);

export type Absence = ResultOf<typeof AbsencesQuery>['absences'][number];

export const RecordAbsenceMutation = graphql(`
  mutation RecordAbsence($input: RecordAbsenceInput!) {
    recordAbsence(input: $input) {
      absence {
        id
        endsAt
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const EndAbsenceMutation = graphql(`
  mutation EndAbsence($id: ID!, $input: EndAbsenceInput!) {
    endAbsence(id: $id, input: $input) {
      absence {
        id
        endsAt
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
