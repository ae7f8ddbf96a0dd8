/**
 * Topics of the event bus that an entry of the audit trail stirs, each with the id of what is watched: the conference, for whoever reads it
 * whole, and the body; the subject under its type (`nomination:<id>`) for everybody who may read the entry, and for the host.
 */
export const CONFERENCE_CHANGES = 'conference-changes';
export const BODY_CHANGES = 'body-changes';
export const hostTopic = (subjectType: string): string => `host-${subjectType}`;
