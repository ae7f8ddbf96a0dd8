import { graphql, type ResultOf, type VariablesOf } from '../../api/graphql';

export const SavedViewsQuery = graphql(`
  query SavedViews($conferenceId: ID!, $list: SavedViewList!) {
    savedViews(conferenceId: $conferenceId, list: $list) {
      id
      name
      query
      isShared
      canChange
      version
      body {
        id
        name
      }
      createdBy {
        id
        name
      }
    }
  }
`);

export type SavedView = ResultOf<typeof SavedViewsQuery>['savedViews'][number];
export type ViewList = VariablesOf<typeof SavedViewsQuery>['list'];

export const SaveViewMutation = graphql(`
  mutation SaveView($input: SaveViewInput!) {
    saveView(input: $input) {
      savedView {
        id
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const UpdateViewMutation = graphql(`
  mutation UpdateView($id: ID!, $input: UpdateViewInput!) {
    updateView(id: $id, input: $input) {
      savedView {
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

export const DeleteViewMutation = graphql(`
  mutation DeleteView($id: ID!, $input: DeleteViewInput!) {
    deleteView(id: $id, input: $input) {
      isDeleted
      errors {
        code
        message
        path
      }
    }
  }
`);
