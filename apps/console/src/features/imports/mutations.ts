import { graphql } from '../../api/graphql';

export const LoadListMutation = graphql(`
  mutation LoadList($input: LoadImportListInput!) {
    loadImportList(input: $input) {
      importList {
        id
      }
      errors {
        code
        message
        path
        fileProblem
      }
    }
  }
`);

export const SayOfListMutation = graphql(`
  mutation SayOfList($id: ID!, $input: SayOfImportListInput!) {
    sayOfImportList(id: $id, input: $input) {
      importList {
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

export const ApplyListMutation = graphql(`
  mutation ApplyList($id: ID!, $input: ApplyImportListInput!) {
    applyImportList(id: $id, input: $input) {
      importList {
        id
        state
      }
      errors {
        code
        message
        path
        counts {
          toDraft
          toUpdate
          toLeave
          toAsk
        }
      }
    }
  }
`);

export const UndoListMutation = graphql(`
  mutation UndoList($id: ID!, $input: UndoImportListInput!) {
    undoImportList(id: $id, input: $input) {
      importList {
        id
        state
      }
      errors {
        code
        message
        path
        rows
      }
    }
  }
`);

export const AbandonListMutation = graphql(`
  mutation AbandonList($id: ID!, $input: AbandonImportListInput!) {
    abandonImportList(id: $id, input: $input) {
      importList {
        id
        state
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
