import { graphql, type ResultOf } from '../../api/graphql';

export const NotesFragment = graphql(`
  fragment Notes on NoteConnection {
    nodes {
      id
      side
      text
      createdAt
      changedAt
      version
      canChange
      author {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`);

export type Note = ResultOf<typeof NotesFragment>['nodes'][number];

/** What else was noted on a nomination with very many notes. */
export const NotesQuery = graphql(
  `
    query Notes($id: ID!, $after: String) {
      nomination(id: $id) {
        id
        notes(first: 100, after: $after) {
          ...Notes
        }
      }
    }
  `,
  [NotesFragment],
);

export const WriteNoteMutation = graphql(`
  mutation WriteNote($input: WriteNoteInput!) {
    writeNote(input: $input) {
      note {
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

export const UpdateNoteMutation = graphql(`
  mutation UpdateNote($id: ID!, $input: UpdateNoteInput!) {
    updateNote(id: $id, input: $input) {
      note {
        id
        version
      }
      errors {
        code
        message
        path
        currentVersion
      }
    }
  }
`);

export const DeleteNoteMutation = graphql(`
  mutation DeleteNote($id: ID!, $input: DeleteNoteInput!) {
    deleteNote(id: $id, input: $input) {
      isDeleted
      errors {
        code
        message
        path
        currentVersion
      }
    }
  }
`);
