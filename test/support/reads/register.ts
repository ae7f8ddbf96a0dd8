/** A question to the API, of one root field. */
export interface Read {
  readonly name: string;
  readonly query: string;
  /** Counts stop behind the ten-thousandth row. */
  readonly isCount: boolean;
}

/** Who asks: the host’s two, who reads all of it, and the coordinators of half of all nominations and of a small body. */
export const READERS = ['officer', 'approver', 'auditor', 'iccCoordinator', 'chCoordinator'] as const;
export type Reader = (typeof READERS)[number];

/** What queries may name; `Landmarks` of a grown conference are their values. */
const VARIABLES = {
  conference: 'ID!',
  half: 'ID!',
  small: 'ID!',
  third: 'ID!',
  constituency: 'ID!',
  organisation: 'ID!',
  underReview: 'ID!',
  ofSmall: 'ID!',
  approved: 'ID!',
  message: 'ID!',
  token: 'String!',
  endpoint: 'ID!',
} as const;
const variableNames = Object.keys(VARIABLES) as (keyof typeof VARIABLES)[];

export function read(field: string, given: string, selection: string): Read {
  const body = `${field}${given === '' ? '' : `(${given})`} { ${selection} }`;
  const declared = variableNames
    .filter((variable) => new RegExp(`\\$${variable}\\b`).test(body))
    .map((variable) => `$${variable}: ${VARIABLES[variable]}`);
  const isCount = selection === 'totalCount';
  const asked = given
    .replace(/conferenceId: \$conference|first: \d+, |first: \d+/g, '')
    .replace(/^, |, $/, '');
  return {
    name: [isCount ? 'count of' : '', field, asked].join(' ').trim(),
    query: `query ${declared.length === 0 ? '' : `(${declared.join(', ')})`} { ${body} }`,
    isCount,
  };
}

const NODES = 'nodes { id }';
const PAIRS = 'nodes { first { id } second { id } }';
export const page = (field: string, more = '', selection = NODES): Read =>
  read(
    field,
    ['conferenceId: $conference', selection === 'totalCount' ? 'first: 1' : 'first: 20', more]
      .filter((part) => part !== '')
      .join(', '),
    selection,
  );
/** Its last page, the one before no cursor, and both counts. */
const backwards = (field: string, given = 'conferenceId: $conference', nodes = NODES): Read[] =>
  ['last: 20', 'last: 20, before: null'].flatMap((way) =>
    [nodes, 'totalCount'].map((selection) => read(field, [given, way].join(', '), selection)),
  );
/** A page of it, and its count. */
const list = (field: string, more = '', selection = NODES): Read[] => [
  page(field, more, selection),
  page(field, more, 'totalCount'),
];
const inbox = (more = ''): Read[] =>
  [NODES, 'totalCount'].map((selection) =>
    read(
      'inbox',
      `${selection === 'totalCount' ? 'first: 1, ' : ''}filter: { conferenceId: $conference${more === '' ? '' : `, ${more}`} }`,
      selection,
    ),
  );
const filters = (...wanted: readonly string[]): string[] => wanted.map((one) => `filter: { ${one} }`);

const by = (field: string, direction: string): string =>
  `orderBy: { field: ${field}, direction: ${direction} }`;
const FIELDS = ['CREATED_AT', 'UPDATED_AT', 'NAME', 'RANK'];
const ORDERS = FIELDS.flatMap((field) => [by(field, 'ASC'), by(field, 'DESC')]);
const ONE_WAY = FIELDS.map((field, index) => by(field, index % 2 === 0 ? 'DESC' : 'ASC'));
/** Rare, absent, absent in a body, and frequent; each in every order. */
const IN_EVERY_ORDER = filters(
  'capacities: [PRESS]',
  'capacities: [SPEAKER]',
  'states: [LAPSED]',
  'states: [DECIDED]',
  'bodyIds: [$small]',
  'search: "quixotic"',
  'search: "nobody of this name"',
  'search: "granite bank", bodyIds: [$small]',
);
const IN_ONE_ORDER = filters(
  'bodyIds: [$half]',
  'bodyIds: [$half, $small]',
  'ids: [$underReview, $approved]',
  'externalReferences: ["CRM-1"]',
  'references: ["ICC-AAA-AAAA"]',
  'emails: ["nobody@people.example"]',
  'organisationIds: [$organisation]',
  'emails: ["nobody@people.example"], search: "granite", constituencyIds: [$constituency]',
  'constituencyIds: [$constituency]',
  'constituencyIds: [$constituency], capacities: [PRESS]',
  'bodyIds: [$half], constituencyIds: [$constituency]',
  'bodyIds: [$small], states: [RETURNED]',
  'states: [DECIDED], capacities: [PRESS]',
  'search: "family"',
  'search: "granite bank"',
  'search: "granite quixotic"',
  'search: "granite", states: [RESERVED]',
  'search: "granite", states: [DECIDED]',
  'search: "granite", capacities: [PRESS]',
  'search: "granite", constituencyIds: [$constituency]',
  'updatedAt: { gte: "2100-01-01T00:00:00Z" }',
  'updatedAt: { lt: "2000-01-01T00:00:00Z" }',
  'isReady: true',
  'bodyIds: [$small], updatedAt: { gte: "2100-01-01T00:00:00Z" }',
  'search: "quixotic", states: [UNDER_REVIEW]',
);
/** What leaves no more than can be acted on at a time, in either conference. */
const FEW_MATCH = filters(
  'ids: [$underReview, $approved]',
  'externalReferences: ["CRM-1"]',
  'references: ["ICC-AAA-AAAA"]',
  'emails: ["nobody@people.example"]',
  'organisationIds: [$organisation]',
  'ids: [$underReview, $approved], states: [UNDER_REVIEW]',
  'bodyIds: [$small], capacities: [PRESS]',
  'bodyIds: [$small], states: [RETURNED]',
  'bodyIds: [$small], constituencyIds: [$constituency]',
  'isReady: true',
  'updatedAt: { gte: "2100-01-01T00:00:00Z" }',
  'updatedAt: { lt: "2000-01-01T00:00:00Z" }',
  'search: "quixotic"',
  'search: "nobody of this name"',
);

/**
 * Every root query, and every filter, order and search of the lists; see `cost-of-reads.e2e-spec.ts`, which holds this
 * against the schema.
 */
export const READS: readonly Read[] = [
  ...ORDERS.map((order) => page('nominations', order)),
  ...IN_EVERY_ORDER.flatMap((filter) => ONE_WAY.map((order) => page('nominations', `${order}, ${filter}`))),
  ...IN_ONE_ORDER.map((filter) => page('nominations', filter)),
  ...['', ...IN_EVERY_ORDER, ...IN_ONE_ORDER].map((filter) => page('nominations', filter, 'totalCount')),
  page(
    'nominations',
    '',
    'nodes { id person { name } quotaBalance { awaitingRelease } messages { id } history { nodes { summary } } }',
  ),
  ...['underReview', 'ofSmall', 'approved'].map((one) =>
    read(
      'nomination',
      `id: $${one}`,
      'id availableActions quotaBalance { awaitingRelease } missing messages { id } history { nodes { summary } totalCount } duplicates { nomination { id } } invitation { state } screening { kind }',
    ),
  ),
  read('nomination', 'identifier: { bodyId: $half, externalReference: "CRM-1" }', 'id'),
  ...['WITHDRAW', 'REFUSE'].map((act) =>
    read('placePreview', `act: ${act}, nominationId: $underReview`, '__typename'),
  ),
  read(
    'knownNominees',
    'conferenceId: $conference, bodyId: $half, name: "Quixotic Nobody"',
    'nomination { id }',
  ),
  read(
    'knownNominees',
    'conferenceId: $conference, bodyId: $small, email: "n16@c1.example", exceptId: $ofSmall',
    'nomination { id }',
  ),
  ...[...ORDERS.map((order) => `${order}, filter: { bodyIds: [$small] }`), ...FEW_MATCH].map((more) =>
    read('matchingNominations', `conferenceId: $conference, ${more}`, 'nominationId version'),
  ),
  ...[
    'bodyIds: [$small]',
    'bodyIds: [$small], isOverdue: true',
    'bodyIds: [$small], stages: [RELEASE]',
    'bodyIds: [$small], actionable: true',
    'bodyIds: [$small], claims: [MINE]',
    'search: "quixotic"',
  ].map((more) =>
    read('matchingInbox', `filter: { conferenceId: $conference, ${more} }`, 'nominationId version'),
  ),
  read('badgeNameSuggestion', 'name: "李小明"', 'name'),
  ...list('quotaBalances', '', 'nodes { awaitingRelease }'),
  ...list('placeOffers'),
  read(
    'allotmentPreview',
    'conferenceId: $conference, bodyId: $half, constituencyId: $constituency, allotted: 5',
    '__typename',
  ),
  read('freePlaces', 'conferenceId: $conference', 'count next { id }'),
  ...[
    '',
    ...filters(
      'actions: ["nomination.withdrawn"]',
      'actions: ["nomination.lapsed"]',
      'actions: ["nomination.lapsed", "nomination.withdrawn"]',
      'subjectId: $underReview',
      'bodyIds: [$small]',
      'bodyIds: [$small], actions: ["nomination.lapsed"]',
      'search: "quixotic"',
      'search: "nobody of this name"',
      'search: "officer"',
      'search: "quixotic", actions: ["nomination.submitted"]',
    ),
  ].flatMap((filter) => list('auditEvents', filter)),
  ...[
    '',
    ...filters(
      'actions: ["nomination.lapsed"]',
      'subjectId: $underReview',
      'bodyIds: [$small]',
      'bodyIds: [$small], actions: ["nomination.lapsed"]',
    ),
  ].map((filter) =>
    page('auditEvents', ['orderBy: RECORDED', filter].filter((part) => part !== '').join(', ')),
  ),
  ...list('changes', '', 'nodes { kind subjectId externalReference nomination { id } }').slice(0, 1),
  page('changes', '', 'totalCount'),
  ...[
    '',
    ...filters(
      'states: [FAILED]',
      'states: [HELD]',
      'kinds: [REVIEW_REMINDER]',
      'states: [FAILED], kinds: [DECISION_NOTICE]',
      'nominationId: $approved',
      'search: "quixotic"',
      'search: "nobody of this name"',
      'search: "granite bank"',
      'search: "granite", states: [FAILED]',
      'search: "granite", kinds: [REVIEW_REMINDER]',
    ),
  ].flatMap((filter) => list('messages', filter)),
  read('message', 'id: $message', 'id state'),
  read('messageCatalogue', '', 'kind parameters { name }'),
  read('mailTrouble', 'conferenceId: $conference', 'reason'),
  ...[
    '',
    'isOverdue: true',
    'isOverdue: false',
    'stages: [RELEASE]',
    'stages: [REVIEW, SIGN_OFF]',
    'actionable: true',
    'bodyIds: [$small]',
    'bodyIds: [$small], stages: [RELEASE]',
    'search: "quixotic"',
    'search: "nobody of this name"',
    'search: "granite bank", bodyIds: [$small]',
    'claims: [MINE]',
    'claims: [COLLEAGUES]',
    'claims: [NOBODYS]',
  ].flatMap(inbox),
  ...list('decisionBatches', '', 'nodes { number messagesSent }'),
  page('releasePreview', '', 'messageCount approved'),
  page('releasePreview', 'nominationIds: [$underReview, $ofSmall]', 'messageCount approved'),
  ...[
    '',
    'bodyId: $third',
    'role: AUDITOR',
    'isConflicting: true',
    'search: "officer"',
    'search: "nobody of this name"',
  ].flatMap((more) => list('staff', more)),
  ...['', 'bodyId: $third'].flatMap((more) => list('apiTokens', more)),
  ...['', 'search: "given"', 'search: "nobody of this name"'].flatMap((more) => list('watchList', more)),
  ...['', ...filters('states: [LATER, SAME, DIFFERENT]', 'constituencyIds: [$constituency]')].flatMap(
    (filter) => list('possibleDuplicates', filter, PAIRS),
  ),
  ...backwards('possibleDuplicates', undefined, PAIRS),
  read(
    'possibleDuplicate',
    'firstId: $underReview, secondId: $ofSmall',
    'score availableActions merges { id }',
  ),
  ...[
    '',
    'language: "fr"',
    'filter: { search: "sample" }',
    'filter: { search: "nobody of this name" }',
    'filter: { kinds: [COMPANY] }',
    'filter: { regions: [AFRICA], regionalGroups: [AFRICAN], isListed: true }',
  ].flatMap((more) => list('organisations', more)),
  ...list('organisationTexts', '', 'nodes { typed }'),
  ...backwards('organisationTexts', undefined, 'nodes { typed }'),
  ...[
    '',
    'language: "fr"',
    'filter: { search: "sample" }',
    'filter: { states: [SENT], levels: [MINISTER] }',
    'filter: { isOverdue: true }',
    'filter: { regions: [AFRICA], regionalGroups: [AFRICAN] }',
  ].flatMap((more) => list('organisationInvitations', more)),
  ...[
    '',
    ', filter: { search: "sample", states: [SENT], isOverdue: true, levels: [MINISTER], regions: [AFRICA], regionalGroups: [AFRICAN] }',
  ].map((more) => read('organisationInvitationFigures', `conferenceId: $conference${more}`, 'count')),
  read(
    'organisationSuggestions',
    'conferenceId: $conference, typed: "sample", language: "fr"',
    'organisationId',
  ),
  ...['NOMINATIONS', 'INBOX'].map((list) =>
    read('savedViews', `conferenceId: $conference, list: ${list}`, 'id'),
  ),
  ...['', 'bodyId: $small'].map((more) =>
    read(
      'webhookEndpoints',
      ['conferenceId: $conference', more].filter((part) => part !== '').join(', '),
      'id',
    ),
  ),
  ...['', 'filter: { state: FAILED }'].flatMap((more) =>
    backwards('webhookDeliveries', `endpointId: $endpoint${more === '' ? '' : `, ${more}`}`),
  ),
  ...[NODES, 'totalCount'].map((selection) =>
    read('webhookDeliveries', 'endpointId: $endpoint, first: 20', selection),
  ),
  read('importList', 'id: $ofSmall', 'id'),
  read('importPreview', 'listId: $ofSmall', 'version'),
  ...[
    'first: 20',
    'first: 20, filter: { outcomes: [ASK] }',
    'first: 20, filter: { isRefused: true }',
    'first: 20, filter: { hasProblems: true }',
    'last: 20',
    'last: 20, before: null',
  ].flatMap((more) =>
    ['nodes { row }', 'totalCount'].map((selection) =>
      read('importRows', `listId: $ofSmall, ${more}`, selection),
    ),
  ),
  ...[NODES, 'totalCount'].map((selection) => read('importLists', 'bodyId: $small, first: 20', selection)),
  ...backwards('importLists', 'bodyId: $small'),
  ...list('deadLetters'),
  ...[
    'nominations',
    'quotaBalances',
    'placeOffers',
    'decisionBatches',
    'staff',
    'apiTokens',
    'watchList',
    'organisations',
    'organisationInvitations',
    'deadLetters',
    'auditEvents',
    'messages',
  ].flatMap((field) => backwards(field)),
  ...[
    ...['search: "quixotic"', 'search: "granite bank"', 'states: [FAILED]', 'kinds: [REVIEW_REMINDER]'].map(
      (filter) => ['messages', `filter: { ${filter} }`] as const,
    ),
    ['auditEvents', 'filter: { search: "quixotic" }'] as const,
    ['auditEvents', 'orderBy: RECORDED'] as const,
  ].map(([field, more]) => read(field, `conferenceId: $conference, last: 20, ${more}`, NODES)),
  ...backwards('inbox', 'filter: { conferenceId: $conference }'),
  read('absences', 'conferenceId: $conference', 'id'),
  read('absentColleagues', 'conferenceId: $conference', 'id'),
  read('reviewColleagues', 'conferenceId: $conference', 'claims'),
  read('bodies', 'conferenceId: $conference', 'id'),
  read('countries', 'conferenceId: $conference, language: "fr"', 'code'),
  read('exportLists', 'conferenceId: $conference', 'name columns { key }'),
  read('conference', 'slug: "test-conference"', 'id'),
  read('conferences', '', 'id'),
  read('ownOrganisationInvitations', '', 'id organisationName'),
  read('invitation', 'token: $token', 'state'),
  read('verifiedDocument', 'address: $token', 'state'),
  read('node', 'id: $ofSmall', 'id'),
  read('nodes', 'ids: [$approved, $message]', 'id'),
  read('service', '', 'version'),
  read('viewer', '', 'grants { role } offeredRoles { role } user { name }'),
];
