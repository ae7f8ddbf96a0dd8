import { graphql, type ResultOf } from '../../api/graphql';

export const ExportListsQuery = graphql(`
  query ExportLists($conferenceId: ID!) {
    exportLists(conferenceId: $conferenceId) {
      name
      columns {
        key
        isUsual
        headings {
          language
          text
        }
      }
    }
  }
`);

export type OfferedColumn = ResultOf<typeof ExportListsQuery>['exportLists'][number]['columns'][number];
