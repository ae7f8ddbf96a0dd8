import { graphql, type ResultOf } from '../../api/graphql';

export const ImportListsQuery = graphql(`
  query ImportLists($bodyId: ID!, $after: String) {
    importLists(bodyId: $bodyId, first: 20, after: $after) {
      totalCount
      nodes {
        id
        fileName
        createdAt
        state
        drafted
        updated
        undone
        createdBy {
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

export type ListedImport = ResultOf<typeof ImportListsQuery>['importLists']['nodes'][number];

export const ImportListQuery = graphql(`
  query ImportList($id: ID!) {
    importList(id: $id) {
      id
      fileName
      format
      createdAt
      updatedAt
      appliedAt
      state
      hasRows
      rowCount
      done
      toDo
      drafted
      updated
      refused
      undone
      version
      availableActions
      body {
        id
        name
      }
      createdBy {
        id
        name
      }
      appliedBy {
        id
        name
      }
    }
  }
`);

export type ImportList = NonNullable<ResultOf<typeof ImportListQuery>['importList']>;

export const ImportPreviewQuery = graphql(`
  query ImportPreview($id: ID!) {
    importPreview(listId: $id) {
      version
      skippedCount
      headingRows
      headingCandidates
      sheet
      encoding
      isEncodingSure
      separator
      counts {
        toDraft
        toUpdate
        toLeave
        toAsk
      }
      columns {
        letter
        heading
        field
        isHidden
        isRepeated
        samples
      }
      questions {
        about
        isOnlyIfUsed
        itemCount
        items {
          item
          shown
          rowCount
          isAnswered
          answer
          choices {
            choice
            gives
          }
        }
      }
      told {
        kind
        rows
        columns
        sheets
        cells
      }
      sheets {
        name
        isHidden
        isList
        rowsBelowHeadings
      }
      encodings {
        encoding
        samples
      }
    }
  }
`);

export type ImportPreview = NonNullable<ResultOf<typeof ImportPreviewQuery>['importPreview']>;
export type ImportQuestion = ImportPreview['questions'][number];

export const ImportRowsQuery = graphql(`
  query ImportRows($id: ID!, $filter: ImportRowFilter, $after: String) {
    importRows(listId: $id, first: 50, after: $after, filter: $filter) {
      totalCount
      nodes {
        row
        outcome
        nominationId
        result
        values {
          field
          value
        }
        changes {
          field
          from
          to
        }
        problems {
          cell
          kind
          stops
          message
          choices
          limit
          characters
          mark
          sameAs
        }
        waitsFor {
          about
          item
        }
        cells {
          cell
          text
        }
        refusal {
          code
          message
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type ImportRow = ResultOf<typeof ImportRowsQuery>['importRows']['nodes'][number];
export type ImportProblem = ImportRow['problems'][number];

export const LoadImportListMutation = graphql(`
  mutation LoadImportList($input: LoadImportListInput!) {
    loadImportList(input: $input) {
      importList {
        id
        version
        state
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

export const SayOfImportListMutation = graphql(`
  mutation SayOfImportList($id: ID!, $input: SayOfImportListInput!) {
    sayOfImportList(id: $id, input: $input) {
      importList {
        id
        version
        state
        updatedAt
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const ApplyImportListMutation = graphql(`
  mutation ApplyImportList($id: ID!, $input: ApplyImportListInput!) {
    applyImportList(id: $id, input: $input) {
      importList {
        id
        version
        state
        done
        toDo
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

export const UndoImportListMutation = graphql(`
  mutation UndoImportList($id: ID!, $input: UndoImportListInput!) {
    undoImportList(id: $id, input: $input) {
      importList {
        id
        version
        state
        done
        toDo
        availableActions
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

export const AbandonImportListMutation = graphql(`
  mutation AbandonImportList($id: ID!, $input: AbandonImportListInput!) {
    abandonImportList(id: $id, input: $input) {
      importList {
        id
        version
        state
        hasRows
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
