import { graphql, type ResultOf } from '../../api/graphql';

export const AttachmentFragment = graphql(`
  fragment Attachment on Attachment {
    id
    side
    fileName
    contentType
    size
    path
    isShown
    isLost
    createdAt
    canDelete
    addedBy {
      id
      name
    }
  }
`);

export type Attachment = ResultOf<typeof AttachmentFragment>;

export const DeleteAttachmentMutation = graphql(`
  mutation DeleteAttachment($id: ID!, $input: DeleteAttachmentInput!) {
    deleteAttachment(id: $id, input: $input) {
      isDeleted
      errors {
        code
        message
        path
      }
    }
  }
`);
