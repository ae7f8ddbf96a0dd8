import { NOMINATION_FIELDS, PERSON_FIELDS } from '#libs/nominations';

/**
 * How a body reads a field of what it shares with the host, beside what the host reads:
 * - `same`: what the host reads, whatever the situation;
 * - `host`: null, always, though the host reads something;
 * - `if shared`: null unless the approver has said that the body may know;
 * - `after release`: null until the batch is released, then as the host reads it;
 * - `own people`: null for people of the host, names of its own, and the system's;
 * - `part`: of the host's list those entries that are the body's too, each field of them by its own line;
 * - `own`: something else by design, which a test of its own states.
 */
export type Sharing = 'same' | 'host' | 'if shared' | 'after release' | 'own people' | 'part' | 'own';

/** What bodies fill in is their own. */
const ownWords = (fields: object): Record<string, Sharing> =>
  Object.fromEntries(Object.keys(fields).map((field) => [field, 'same']));

/** All fields of all types that a body comes to from its nomination, or from the trail. A new field needs its line. */
export const SHARED_FIELDS: Readonly<Record<string, Readonly<Record<string, Sharing>>>> = {
  Nomination: {
    ...ownWords(NOMINATION_FIELDS),
    answerDueAt: 'same',
    availableActions: 'own',
    body: 'same',
    claim: 'host',
    constituency: 'same',
    createdAt: 'same',
    createdBy: 'same',
    decision: 'after release',
    dueAt: 'host',
    duplicates: 'host',
    history: 'part',
    id: 'same',
    invitation: 'same',
    messages: 'part',
    missing: 'same',
    attachmentSides: 'own',
    attachments: 'own',
    noteSides: 'own',
    notes: 'own',
    person: 'same',
    quotaBalance: 'same',
    reasonsSharedByDefault: 'host',
    recommendations: 'host',
    reference: 'same',
    returnQuestion: 'same',
    screening: 'host',
    secondReason: 'same',
    signOffs: 'host',
    stage: 'host',
    state: 'own',
    submittedAt: 'same',
    supersededBy: 'same',
    supersedes: 'same',
    unavailableActions: 'own',
    updatedAt: 'own',
    version: 'same',
  },
  Decision: {
    batch: 'host',
    decidedAt: 'own',
    decidedBy: 'host',
    id: 'same',
    onBehalfOf: 'host',
    outcome: 'same',
    reasonCode: 'if shared',
    reasonText: 'if shared',
    releasedAt: 'same',
  },
  QuotaBalance: {
    allotted: 'same',
    available: 'same',
    awaitingRelease: 'host',
    body: 'same',
    constituency: 'same',
    consumed: 'same',
    held: 'same',
    id: 'same',
    overridden: 'same',
  },
  AuditEvent: {
    action: 'same',
    actor: 'own people',
    apiToken: 'own',
    body: 'same',
    hash: 'host',
    id: 'same',
    nomination: 'same',
    occurredAt: 'same',
    onBehalfOf: 'own people',
    remark: 'same',
    sequence: 'host',
    subjectId: 'same',
    subjectType: 'same',
    summary: 'same',
    values: 'same',
  },
  ApiToken: {
    body: 'same',
    canRevoke: 'own',
    conference: 'same',
    createdAt: 'same',
    expiresAt: 'same',
    firstLetters: 'same',
    id: 'same',
    lastUsedAt: 'same',
    madeBy: 'own people',
    name: 'same',
    revokedAt: 'same',
    role: 'same',
    scope: 'same',
  },
  Message: {
    attempts: 'same',
    body: 'same',
    canReplay: 'own',
    canSettle: 'own',
    createdAt: 'same',
    html: 'same',
    id: 'same',
    kind: 'same',
    lastError: 'same',
    nextAttemptAt: 'same',
    nomination: 'same',
    recipientEmail: 'same',
    recipientName: 'same',
    sentAt: 'same',
    state: 'same',
    subject: 'same',
    text: 'same',
  },
  Invitation: { answeredAt: 'same', id: 'same', respondBy: 'same', sentAt: 'same', state: 'same' },
  Person: { ...ownWords(PERSON_FIELDS), countryName: 'same', id: 'same' },
  User: { email: 'own', id: 'same', language: 'own', name: 'same' },
  // Public, or worked out for the reader alone; of notes no side reads the other's, of files the host what the body has handed over.
  Attachment: {},
  Note: {},
  UnavailableAction: {},
  SentenceValue: {},
  Body: {},
  Conference: {},
  Constituency: {},
};
