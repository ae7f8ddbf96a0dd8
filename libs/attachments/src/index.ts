/** The door of attachments: files that people attach to things, looked at before they are kept. */
export { AttachmentSubjects } from './attachment-subjects.js';
export { AttachmentsGraphqlModule } from './attachments-graphql.module.js';
export { AttachmentsJobsModule } from './attachments-jobs.module.js';
export { tooLargeFile } from './check-file.js';
export { type AttachmentSide, type SubjectStage } from './domain/attachment.js';
export { AttachmentSideEnum, AttachmentType } from './graphql/attachment.type.js';
export { MOST_BYTES, MOST_FILES } from './limits.js';
export { attachmentSides } from './policies/attachment.policy.js';
export { Attachments, ATTACHMENTS_PATH } from './queries/attachments.js';
export { AddAttachment } from './use-cases/add-attachment.js';
export { showAttachments } from './show-attachments.js';
