import {
  DRAFTERS,
  insert,
  ME,
  NEW,
  NOBODY,
  remove,
  type RoleTried,
  row,
  type Trial,
  update,
  USERS,
  type WorldRow,
  type Change,
} from './role-trial.js';

const OF_CONFERENCE = `conference_id = '${row('conference')}'`;
const OF_ICC = `body_id = '${row('icc')}'`;
const is = (name: WorldRow, column = 'id'): string => `${column} = '${row(name)}'`;

/** A role has nobody's id before somebody has accepted it. */
const OFFER = {
  user_id: null,
  accepted_at: null,
  invited_name: 'Typed Name',
  invited_email: 'typed@people.example',
  invited_email_fold: 'typed@people.example',
  invited_language: 'en',
  offered_until: '2099-01-01T00:00:00Z',
} as const;

const SYSTEMS_OF_ICC = `(SELECT id FROM access.app_user WHERE body_id = '${row('icc')}')`;

const access = [
  insert('access.app_user', 'adds a system of their body', ['coordinator'], OF_ICC, { id: NEW, made_by: ME }),
  insert('access.app_user', 'adds a system in the name of somebody else', NOBODY, OF_ICC, {
    id: NEW,
    made_by: NEW,
  }),
  insert('access.app_user', 'adds a person', NOBODY, 'body_id IS NULL', {
    id: NEW,
    email: NEW,
    email_fold: NEW,
  }),
  insert(
    'access.role_grant',
    'offers a role of the partner',
    ['administrator', 'coordinator'],
    `${OF_ICC} AND role = 'PARTNER_VIEWER'`,
    { id: NEW, role: 'PARTNER_NOMINATOR', ...OFFER },
  ),
  insert(
    'access.role_grant',
    'offers a role of the host',
    ['administrator'],
    `${OF_CONFERENCE} AND role = 'HOST_OFFICER'`,
    { id: NEW, role: 'AUDITOR', body_id: null, ...OFFER },
  ),
  insert(
    'access.role_grant',
    'gives a role that nobody has accepted',
    NOBODY,
    `${OF_ICC} AND role = 'PARTNER_VIEWER'`,
    { id: NEW, role: 'PARTNER_NOMINATOR' },
  ),
  update(
    'access.role_grant',
    'counts a reminder',
    ['administrator', 'coordinator'],
    'mails = mails + 1, offered_until = now()',
    `${OF_ICC} AND role = 'PARTNER_VIEWER'`,
  ),
  update(
    'access.role_grant',
    'takes a role of the partner',
    ['administrator', 'coordinator'],
    'revoked_at = now()',
    `${OF_ICC} AND role = 'PARTNER_VIEWER'`,
  ),
  insert('access.session', 'opens a session of their own', ['signIn'], 'true', {
    id: NEW,
    token_hash: NEW,
    user_id: ME,
  }),
  update('access.session', 'ends a session of their own', [...USERS, 'signIn'], 'revoked_at = now()', 'true'),
  update('access.session', 'gives a session another secret', ['signIn'], `token_hash = 'new ' || id`, 'true'),
  update('access.sign_in_link', 'uses a link up', ['signIn'], 'used_at = now()', 'true'),
  insert('access.sign_in_request', 'asks for a link', ['signIn'], 'true', { id: NEW }),
  insert('access.api_token', 'makes a token of their own', USERS, 'true', {
    id: NEW,
    token_hash: NEW,
    user_id: ME,
  }),
  insert(
    'access.api_token',
    'makes a token of a system of their body',
    ['coordinator'],
    `user_id IN ${SYSTEMS_OF_ICC}`,
    { id: NEW, token_hash: NEW },
  ),
  update(
    'access.api_token',
    'revokes a token of their own',
    USERS,
    'revoked_at = now()',
    `user_id = '${ME}'`,
  ),
  update(
    'access.api_token',
    'revokes a token of a system of their body',
    ['administrator', 'coordinator', 'signIn'],
    'revoked_at = now()',
    `user_id IN ${SYSTEMS_OF_ICC}`,
  ),
  insert('access.rate_limit', 'counts a try', ['signIn'], 'true', { key: NEW }),
  update('access.rate_limit', 'counts another try', ['signIn'], 'hits = hits + 1', 'true'),
  remove('access.rate_limit', 'sweeps counters', ['signIn'], 'true'),
];

const approvals = [
  insert('approvals.batch', 'numbers a batch', ['approver'], OF_CONFERENCE, {
    id: NEW,
    number: 999,
    released_by: ME,
  }),
  insert('approvals.batch', 'releases in the name of somebody else', NOBODY, OF_CONFERENCE, {
    id: NEW,
    number: 999,
    released_by: NEW,
  }),
  insert('approvals.review', 'opens a review', ['coordinator'], is('recommended', 'subject_id'), {
    id: NEW,
    subject_id: NEW,
  }),
  update(
    'approvals.review',
    'moves a review on to sign-off',
    ['officer', 'approver'],
    `stage = 'SIGN_OFF'`,
    is('recommendedReview'),
  ),
  update(
    'approvals.review',
    'moves a review on to its release',
    ['approver'],
    `stage = 'RELEASE'`,
    is('recommendedReview'),
  ),
  update(
    'approvals.review',
    'closes a review as decided',
    ['approver'],
    `closed_at = now(), closed_as = 'DECIDED'`,
    is('recommendedReview'),
  ),
  {
    ...update('approvals.review', 'edits what is reviewed', ['officer', ...DRAFTERS], '', ''),
    statement: `SELECT approvals.record_edit('${row('recommended')}')`,
  },
  ...[
    ['recommends', 'RECOMMEND', 'officer'] as const,
    ['returns', 'RETURN', 'officer'] as const,
    ['takes a decision back', 'REOPEN', 'approver'] as const,
    ['promotes', 'PROMOTE', 'approver'] as const,
    ['signs off', 'SIGN_OFF', 'approver'] as const,
  ].map(([what, kind, who]) =>
    insert('approvals.step', what, [who], `${is('recommendedReview', 'review_id')} AND kind = 'RECOMMEND'`, {
      id: NEW,
      kind,
      by_user: ME,
    }),
  ),
  insert(
    'approvals.step',
    'recommends in the name of somebody else',
    NOBODY,
    is('recommendedReview', 'review_id'),
    { id: NEW, by_user: NEW },
  ),
  update(
    'approvals.step',
    'voids a recommendation',
    ['officer'],
    'voided_at = now()',
    `${is('recommendedReview', 'review_id')} AND kind = 'RECOMMEND'`,
  ),
  update(
    'approvals.step',
    'brings a recommendation back',
    NOBODY,
    'voided_at = NULL',
    `${is('recommendedReview', 'review_id')} AND kind = 'RECOMMEND'`,
  ),
  update(
    'approvals.step',
    'voids a sign-off',
    ['approver'],
    'voided_at = now()',
    `${OF_CONFERENCE} AND kind = 'SIGN_OFF'`,
  ),
  {
    ...insert('approvals.decision', 'decides', ['approver'], is('decision'), {
      id: NEW,
      review_id: row('recommendedReview'),
      subject_id: row('recommended'),
      decided_by: ME,
      batch_id: null,
      released_at: null,
    }),
    stoppedBy: 'decision_needs_quorum',
  },
  insert('approvals.decision', 'decides in the name of somebody else', NOBODY, is('decision'), {
    id: NEW,
    decided_by: NEW,
  }),
  update('approvals.decision', 'takes a decision back', ['approver'], 'voided_at = now()', is('decision')),
  insert(
    'approvals.absence',
    'puts their own absence on record',
    ['administrator', 'approver'],
    OF_CONFERENCE,
    { id: NEW, user_id: ME },
  ),
  insert(
    'approvals.absence',
    'puts the absence of somebody else on record',
    ['administrator'],
    OF_CONFERENCE,
    { id: NEW },
  ),
  update(
    'approvals.absence',
    'ends the absence of somebody else',
    ['administrator'],
    `ends_at = ends_at + interval '1 day'`,
    OF_CONFERENCE,
  ),
  remove('approvals.absence', 'removes the absence of somebody else', ['administrator'], OF_CONFERENCE),
];

const conference = [
  update(
    'conference.conference',
    'configures the conference',
    ['administrator'],
    'capacity = 1',
    is('conference'),
  ),
  ...(['body', 'constituency', 'theme', 'principle', 'time_window'] as const).flatMap((name) => {
    const table = `conference.${name}`;
    const but = {
      body: { kind: 'PARTNER', code: 'NEW' },
      constituency: { code: 'NEW' },
      theme: { position: 99 },
      principle: { number: 99 },
      time_window: {},
    }[name];
    return [
      insert(table, `adds a ${name}`, ['administrator'], OF_CONFERENCE, { id: NEW, ...but }),
      update(table, `changes a ${name}`, ['administrator'], 'conference_id = conference_id', OF_CONFERENCE),
    ];
  }),
  remove('conference.time_window', 'takes a window away', ['administrator'], OF_CONFERENCE),
  insert('conference.country', 'names a country', ['administrator'], OF_CONFERENCE, { code: 'ZZ' }),
  update(
    'conference.country',
    'names a country otherwise',
    ['administrator'],
    'names = names',
    OF_CONFERENCE,
  ),
  remove('conference.country', 'takes the name of a country back', ['administrator'], OF_CONFERENCE),
];

const trail = [
  insert('audit.event', 'says what they did', USERS, `${OF_CONFERENCE} AND actor_kind = 'user'`, {
    id: NEW,
    actor_id: ME,
  }),
  insert('audit.event', 'says what somebody else did', NOBODY, `${OF_CONFERENCE} AND actor_kind = 'user'`, {
    id: NEW,
  }),
  insert(
    'audit.event',
    'says that nobody did it who is somebody',
    ['invitee', 'signIn', 'anonymous', 'system'],
    `${OF_CONFERENCE} AND actor_kind = 'user'`,
    { id: NEW, actor_id: null },
  ),
  {
    ...insert('audit.remark', 'words a remark', ['officer', 'approver', 'coordinator'], OF_ICC, {}),
    stoppedBy: 'remark_pkey',
  },
  insert('platform.idempotency', 'keeps an answer of their own', [...USERS, 'invitee', 'signIn'], 'true', {
    owner: '$OWNER',
    key: NEW,
  }),
  insert('platform.idempotency', 'keeps an answer to a sign-in', ['signIn'], 'true', {
    owner: 'sign-in',
    key: NEW,
  }),
  insert(
    'platform.outbox',
    'promises work',
    ['administrator', 'officer', 'approver', 'coordinator', 'nominator', 'invitee', 'signIn'],
    OF_CONFERENCE,
    { id: NEW, dedupe_key: null },
  ),
  update(
    'platform.outbox',
    'lets failed work run again',
    ['administrator'],
    'failed_at = NULL',
    is('deadLetter'),
  ),
  update(
    'platform.outbox',
    'lets failed work of no conference run again',
    ['administrator'],
    'failed_at = NULL',
    is('deadLetterOfNone'),
  ),
];

const places = [
  {
    ...insert('nominations.quota', 'makes a quota', ['administrator'], OF_ICC, {
      id: NEW,
      constituency_id: NEW,
    }),
    stoppedBy: 'quota_constituency_id_fkey',
  },
  update(
    'nominations.quota',
    'takes a place',
    ['administrator', 'approver', ...DRAFTERS],
    'held = held + 1',
    OF_ICC,
  ),
  update('nominations.quota', 'allots places', ['administrator'], 'allotted = allotted + 1', OF_ICC),
  update(
    'nominations.quota',
    'gives a place beyond the quota',
    ['approver'],
    'overridden = overridden + 1',
    OF_ICC,
  ),
  ...[
    ['HOLD', DRAFTERS] as const,
    ['RELEASE', [...DRAFTERS, 'approver'] as const] as const,
    ['CONSUME', ['approver'] as const] as const,
    ['OVERRIDE', ['approver'] as const] as const,
    ['ALLOCATE', ['administrator'] as const] as const,
    ['TRANSFER', NOBODY] as const,
  ].map(([kind, may]) =>
    insert('nominations.quota_entry', `enters a ${kind}`, may, OF_ICC, { id: NEW, kind, by_user: ME }),
  ),
  insert('nominations.quota_entry', 'enters a promotion of nobody, outside a release', NOBODY, OF_ICC, {
    id: NEW,
    kind: 'CONSUME',
    by_user: null,
  }),
  insert('nominations.quota_entry', 'enters a hold of nobody', NOBODY, OF_ICC, {
    id: NEW,
    kind: 'HOLD',
    by_user: null,
  }),
  insert('nominations.quota_entry', 'enters a hold as somebody else', NOBODY, OF_ICC, {
    id: NEW,
    kind: 'HOLD',
    by_user: NEW,
  }),
];

/** Who mends an address: drafters of the body, and officers. */
const CORRECTORS: readonly RoleTried[] = ['officer', ...DRAFTERS];
const leave = (what: string, may: readonly RoleTried[], state: string, of: WorldRow = 'submitted'): Change =>
  update('nominations.nomination', what, may, `state = '${state}'`, is(of));
/** Through functions of the owner's, each of which writes this and nothing else. */
const corrects = (what: string, may: readonly RoleTried[], of: WorldRow): Change => ({
  ...update('nominations.nomination', `corrects the address ${what}`, may, '', ''),
  statement: `SELECT nominations.correct_email('${row(of)}', 'other@example.org', 'other@example.org', 'other')`,
});
const nominations = [
  insert('nominations.person', 'adds a person', DRAFTERS, OF_ICC, { id: NEW }),
  update('nominations.person', 'changes a person', DRAFTERS, `name = 'Other'`, OF_ICC),
  insert('nominations.nomination', 'drafts', DRAFTERS, is('draft'), {
    id: NEW,
    reference: NEW,
    created_by: ME,
    last_edited_by: ME,
  }),
  insert('nominations.nomination', 'drafts and submits', ['coordinator'], is('draft'), {
    id: NEW,
    reference: NEW,
    state: 'SUBMITTED',
    created_by: ME,
    last_edited_by: ME,
  }),
  insert('nominations.nomination', 'drafts what is approved already', NOBODY, is('draft'), {
    id: NEW,
    reference: NEW,
    state: 'APPROVED',
    created_by: ME,
    last_edited_by: ME,
  }),
  insert('nominations.nomination', 'drafts as somebody else', NOBODY, is('draft'), {
    id: NEW,
    reference: NEW,
    created_by: NEW,
    last_edited_by: NEW,
  }),
  update(
    'nominations.nomination',
    'edits a draft',
    DRAFTERS,
    `rank = 7, last_edited_by = '${ME}'`,
    is('draft'),
  ),
  update(
    'nominations.nomination',
    'edits a draft as somebody else',
    NOBODY,
    `rank = 7, last_edited_by = '${NEW}'`,
    is('draft'),
  ),
  leave('submits', ['coordinator'], 'SUBMITTED', 'draft'),
  leave('withdraws', ['coordinator'], 'WITHDRAWN'),
  leave('begins the review', ['officer', 'approver'], 'UNDER_REVIEW'),
  leave('returns', ['officer'], 'RETURNED'),
  leave('releases an approval', ['approver'], 'APPROVED'),
  leave('releases a reservation', ['approver'], 'RESERVED'),
  leave('releases a rejection', ['approver'], 'REJECTED'),
  leave('takes back into draft', NOBODY, 'DRAFT'),
  leave('lets lapse', NOBODY, 'LAPSED'),
  leave('supersedes', NOBODY, 'SUPERSEDED'),
  insert('nominations.screening', 'asks for a screening', CORRECTORS, OF_ICC, {
    nomination_version: 99,
    state: 'PENDING',
  }),
  insert('nominations.screening', 'says what a screening found', NOBODY, OF_ICC, {
    nomination_version: 99,
    state: 'CLEAR',
  }),
  corrects('of what is submitted', CORRECTORS, 'submitted'),
  corrects('of a draft, past all other checks', NOBODY, 'draft'),
  insert('nominations.watch_list_entry', 'watches a name', ['administrator', 'officer'], OF_CONFERENCE, {
    id: NEW,
  }),
  remove(
    'nominations.watch_list_entry',
    'clears the watch list',
    ['administrator', 'officer'],
    OF_CONFERENCE,
  ),
];

const mail = [
  insert('invitations.invitation', 'invites', ['approver'], OF_ICC, {
    id: NEW,
    source_id: NEW,
    token_hash: 'f'.repeat(64),
  }),
  update(
    'invitations.invitation',
    'confirms',
    ['invitee'],
    `state = 'CONFIRMED', answered_at = now()`,
    OF_ICC,
  ),
  update(
    'invitations.invitation',
    'declines',
    ['invitee'],
    `state = 'DECLINED', answered_at = now()`,
    OF_ICC,
  ),
  update('invitations.invitation', 'cancels', ['coordinator'], `state = 'CANCELLED'`, OF_ICC),
  {
    ...update('invitations.invitation', 'redirects', CORRECTORS, '', ''),
    statement: `SELECT invitations.redirect('nomination', (SELECT source_id FROM invitations.invitation
      WHERE ${OF_ICC} AND state = 'PENDING' LIMIT 1), '${NEW}', 'other@example.org', '${'e'.repeat(64)}', 2, now() + interval '1 day')`,
  },
  update('invitations.invitation', 'lets lapse', NOBODY, `state = 'LAPSED'`, OF_ICC),
  insert('notifications.message', 'writes', ['administrator', 'officer', 'approver', 'coordinator'], OF_ICC, {
    id: NEW,
    subject_id: NEW,
    kind: 'DECISION_NOTICE',
  }),
  insert(
    'notifications.message',
    'writes an invitation',
    ['administrator', 'officer', 'approver', ...DRAFTERS],
    OF_ICC,
    { id: NEW, subject_id: NEW, kind: 'PERSONAL_INVITATION' },
  ),
  update(
    'notifications.message',
    'takes an invitation back',
    ['administrator', ...CORRECTORS],
    'cancel_requested_at = now()',
    `${OF_ICC} AND kind = 'PERSONAL_INVITATION'`,
  ),
  update(
    'notifications.message',
    'sends again',
    ['administrator', 'officer', 'coordinator'],
    `state = 'QUEUED'`,
    is('failedMessage'),
  ),
  update(
    'notifications.message',
    'marks as sent',
    ['administrator', 'officer', 'coordinator'],
    `state = 'SENT', sent_at = now()`,
    is('failedMessage'),
  ),
  update(
    'notifications.message',
    'sends again what is of no conference',
    ['administrator'],
    `state = 'QUEUED'`,
    is('failedMessageOfNone'),
  ),
];

const OF_HOST = `${OF_CONFERENCE} AND body_id IS NULL`;
const webhooks = (
  [
    [OF_ICC, 'of the partner', 'coordinator'],
    [OF_HOST, 'of the host', 'administrator'],
  ] as const
).flatMap(([whose, of, who]) => [
  insert('webhooks.endpoint', `makes an endpoint ${of}`, [who], whose, { id: NEW }),
  update('webhooks.endpoint', `changes an endpoint ${of}`, [who], 'secret_number = secret_number + 1', whose),
  remove('webhooks.endpoint', `removes an endpoint ${of}`, [who], whose),
  insert('webhooks.delivery', `sends a test to an endpoint ${of}`, [who], whose, { id: NEW, place: null }),
  update('webhooks.delivery', `sends a delivery ${of} again`, [who], `state = 'WAITING'`, whose),
]);

const lists = [
  insert('import.list', 'loads a list', DRAFTERS, OF_ICC, { id: NEW }),
  update(
    'import.list',
    'says of a list, applies it or takes it back',
    DRAFTERS,
    'version = version + 1',
    OF_ICC,
  ),
  insert('import.list_row', 'loads a row of a list', DRAFTERS, OF_ICC, { row: 99 }),
  remove('import.list_row', 'abandons the rows of a list', DRAFTERS, OF_ICC),
  insert('import.remembered', 'has an answer remembered', DRAFTERS, OF_ICC, { key: NEW }),
  update('import.remembered', 'gives another answer', DRAFTERS, 'value = NULL', OF_ICC),
  remove('import.remembered', 'has an answer forgotten', DRAFTERS, OF_ICC),
];

/**
 * Who may write what, by the product's use cases. What the worker does by itself (screening, lapsing, settling places,
 * sending) it does as another role of the database, of which this says nothing.
 */
export const MATRIX: readonly Trial[] = [
  ...access,
  ...approvals,
  ...conference,
  ...trail,
  ...places,
  ...nominations,
  ...mail,
  ...webhooks,
  ...lists,
];
