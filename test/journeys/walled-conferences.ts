import { type World, buildWorld } from '#libs/nominations/testing';
import { newId } from '#libs/kernel';
import { directoryOrganisationId } from '#libs/organisations';
import { compositeId } from '#libs/platform';
import { graphqlClient, type GraphqlClient } from '#libs/testing';
import { issueBodyToken, issueToken } from '../support/issue-token.js';
import { invitedOrganisation, namedDelegate } from '../support/organisation-invitations.js';
import { issuedDocument } from '../support/issued-documents.js';
import { type Person, type Product, type ProductOptions, startProduct } from '../support/product.js';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  submitNomination,
} from './operations.js';
import {
  attach,
  CANARY,
  failedWork,
  loadList,
  note,
  offerPlaces,
  saveViews,
  screenAndSeal,
  spareToken,
  tellEndpoints,
} from './rows-beyond-walls.js';

/** The same for the other conference. */
const OTHER_CANARY = 'CANARY-8W';

/** What an id that a client writes may be the id of. */
export const ID_KINDS = [
  'conference',
  'body',
  'body elsewhere',
  'constituency',
  'nomination',
  'message',
  'user',
  'dead letter',
  'token',
  'subject',
  'grant',
  'absence',
  'endpoint',
  'delivery',
  'list',
  'note',
  'attachment',
  'offer',
  'view',
  'organisation',
  'organisation invitation',
  'delegate',
  'merge',
  'node',
] as const;
export type IdKind = (typeof ID_KINDS)[number];
export type Ids = Readonly<Record<IdKind, readonly string[]>>;

/** Somebody who looks over a wall: with a home of their own, and ids of what lies beyond. */
export interface Onlooker {
  readonly name: string;
  readonly client: GraphqlClient;
  readonly token: string;
  readonly home: Home;
  readonly foreign: Ids;
  /** What must not be in any answer to them. */
  readonly secrets: readonly string[];
}

/** What an onlooker may well name beside the id in question. */
export interface Home {
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  /** A nomination of their own body, or of one that they review. */
  readonly nominationId: string;
  /** Of the host of their conference. */
  readonly approverId: string;
  /** Of their conference, in no list of ids: one to be changed, and one to be merged into. */
  readonly organisationIds: readonly string[];
}

/** Two conferences on one installation: in the first one two partners, with something in every table. */
export interface WalledConferences {
  readonly product: Product;
  readonly other: World;
  readonly foreign: Record<'nomination' | 'draft' | 'message' | 'decided' | 'deadLetter' | 'token', string>;
  /** The ICC's own nomination, of which the host keeps to itself what it thinks: recommended, decided, not released. */
  readonly embargoed: string;
  /** Three roles of the ICC before Chatham House's wall, and five people of the other conference before the first one's. */
  readonly onlookers: readonly Onlooker[];
  /** People of the first conference, to show that there is something behind the walls. */
  readonly insiders: readonly Onlooker[];
  close(): Promise<void>;
}

/** The external reference of one nomination in each body: what a caller may guess. */
export const KNOWN_KEY = 'KEY-1';
const GIVE_KEYS = `UPDATE nominations.nomination SET external_reference = $1
  WHERE id IN (SELECT DISTINCT ON (body_id) id FROM nominations.nomination ORDER BY body_id, id)`;

const NAMES = ['iccCoordinator', 'iccNominator', 'iccViewer'] as const satisfies readonly Person[];
const OTHERS = [
  'administrator',
  'officer',
  'approver',
  'auditor',
  'iccCoordinator',
] as const satisfies readonly Person[];
const INSIDERS = [
  'officer',
  'approver',
  'administrator',
  'chCoordinator',
  'iccCoordinator',
] as const satisfies readonly Person[];
export const ONLOOKER_NAMES: readonly string[] = [...NAMES, ...OTHERS.map((name) => `other ${name}`)];

/** The walls stand twice: in the database and in the query layer. Each is tried on, together and with the first gone. */
export const BOTH_WALLS: readonly (readonly [string, ProductOptions])[] = [
  ['with row-level security', {}],
  ['by the query layer alone, every table without row-level security', { withoutRowSecurity: true }],
];

export async function walledConferences(options: ProductOptions = {}): Promise<WalledConferences> {
  // Whoever asks everything asks for more than one caller may: what is looked at here is what is answered.
  const environment = { CALLER_OBJECTS_PER_SECOND: '999999999', ...options.environment };
  const product = await startProduct({ places: 20, withoutWorker: true, ...options, environment });
  const { world, admin } = product;
  const other = await buildWorld(product.database.superuserUrl, { slug: 'other-conference', places: 20 });
  const nominations = await fillFirst(product);
  const iccDraft = await draft(product.as('iccCoordinator'), world, {
    bodyId: world.icc,
    words: 'Sample',
    name: 'Own',
  });
  const embargoed = await drafted(product, 'icc', 'Embargoed', 'Sample');
  await decide(product, 'iccCoordinator', embargoed);
  await screenAndSeal(product, embargoed, nominations.decided);
  const [message] = (
    await admin.query<{ id: string }>('SELECT id FROM notifications.message ORDER BY id LIMIT 1')
  ).rows;
  const deadLetter = await failedWork(product);
  const foreign = {
    ...nominations,
    message: message?.id ?? '',
    deadLetter,
    token: await spareToken(product),
  };

  const tokens = new Map<string, string>();
  for (const name of OTHERS) tokens.set(name, await issueToken(admin, other.people[name]));
  const url = `${product.url}/graphql`;
  const asOther = (name: Person): GraphqlClient => graphqlClient(url, { token: tokens.get(name) ?? '' });
  await addOrganisations(product.admin, other, 'Other');
  const [organisations, otherOrganisations] = [
    await organisationsOf(product, world),
    await organisationsOf(product, other),
  ];
  await invitedOrganisation(product, { name: `${CANARY} Government`, signatory: CANARY });
  await invitedOrganisation({ admin, world: other }, { name: 'Other Government', signatory: 'Other' });
  await namedDelegate(product, { name: `${CANARY} Embassy`, delegate: CANARY });
  await issuedDocument(product);
  await issuedDocument({ admin, world: other });
  const otherNomination = await draft(asOther('iccCoordinator'), other, {
    bodyId: other.icc,
    words: OTHER_CANARY,
    name: 'Elsewhere',
  });
  await submitNomination(asOther('iccCoordinator'), otherNomination, { version: 1 });
  await recommendNomination(asOther('officer'), otherNomination, { version: 2, recommendation: 'APPROVE' });
  await admin.query(GIVE_KEYS, [KNOWN_KEY]);
  const { conferenceId, people } = world;
  const ofBodies = [
    [world.icc, people.iccCoordinator, 'Sample'],
    [world.chathamHouse, people.chCoordinator, CANARY],
  ] as const;
  for (const [bodyId, { userId: madeBy }, name] of ofBodies)
    await issueBodyToken(admin, { conferenceId, bodyId, madeBy }, name);

  const beyond = [
    ...(await idsOfAll(product, BEYOND)),
    ...compositesOf(world, embargoed),
    ...compositesOf(world, nominations.decided),
  ];
  const ofChathamHouse: Ids = {
    conference: [other.conferenceId],
    body: [world.chathamHouse, world.host, other.icc],
    'body elsewhere': [other.icc, other.chathamHouse, other.host],
    constituency: [other.business],
    nomination: [foreign.nomination, foreign.decided, foreign.draft, otherNomination],
    message: [foreign.message],
    user: [world.people.otherApprover.userId, world.people.chCoordinator.userId],
    'dead letter': [foreign.deadLetter],
    token: [foreign.token, ...(await idsOf(product, TOKENS_OF_OTHERS))],
    subject: [foreign.nomination, foreign.decided, world.people.chCoordinator.userId],
    grant: await idsOf(product, 'access.role_grant WHERE conference_id = $1 AND body_id IS DISTINCT FROM $2'),
    absence: await idsOf(product, 'approvals.absence WHERE conference_id = $1 AND user_id <> $2'),
    endpoint: await idsOf(
      product,
      'webhooks.endpoint WHERE conference_id = $1 AND body_id IS DISTINCT FROM $2',
    ),
    delivery: await idsOf(
      product,
      'webhooks.delivery WHERE conference_id = $1 AND body_id IS DISTINCT FROM $2',
    ),
    list: await idsOf(product, 'import.list WHERE conference_id = $1 AND body_id IS DISTINCT FROM $2'),
    note: await idsOf(product, 'notes.note WHERE conference_id = $1 AND body_id IS DISTINCT FROM $2'),
    attachment: await idsOf(
      product,
      'attachments.attachment WHERE conference_id = $1 AND body_id IS DISTINCT FROM $2',
    ),
    offer: await idsOf(
      product,
      'nominations.place_offer WHERE conference_id = $1 AND body_id IS DISTINCT FROM $2',
    ),
    merge: await idsOf(
      product,
      'nominations.duplicate_merge WHERE conference_id = $1 AND $2::uuid IS NOT NULL',
    ),
    view: await idsOf(product, 'views.saved_view WHERE conference_id = $1 AND body_id IS DISTINCT FROM $2'),
    organisation: organisations.slice(0, 2),
    'organisation invitation': await idsOf(
      product,
      'delegations.organisation_invitation WHERE conference_id = $1 AND $2::uuid IS NOT NULL',
    ),
    delegate: await idsOf(product, 'delegations.delegate WHERE conference_id = $1 AND $2::uuid IS NOT NULL'),
    node: [...beyond, other.icc, compositeId('Country', other.conferenceId, 'GB', 'en')],
  };
  const ofFirst: Ids = {
    ...ofChathamHouse,
    conference: [world.conferenceId],
    body: [world.chathamHouse, world.icc, world.host],
    'body elsewhere': [world.chathamHouse, world.icc, world.host],
    constituency: [world.business, world.academia],
    nomination: [foreign.nomination, foreign.decided, foreign.draft, iccDraft],
    // Bodies of the conference know its directory; in another conference its ids are unknown.
    organisation: [...organisations.slice(0, 2), directoryOrganisationId(world.conferenceId, 'state:KN')],
    subject: [foreign.nomination, foreign.decided, world.conferenceId, world.people.officer.userId],
    node: [
      ...beyond,
      world.icc,
      world.host,
      iccDraft,
      embargoed,
      compositeId('Country', world.conferenceId, 'GB', 'en'),
    ],
  };
  const home = (of: World, bodyId: string, nominationId: string): Home => ({
    conferenceId: of.conferenceId,
    bodyId,
    constituencyId: of.business,
    nominationId,
    approverId: of.people.approver.userId,
    organisationIds: of === world ? organisations.slice(2) : otherOrganisations.slice(2),
  });
  const insider = (name: Person): Onlooker => ({
    name,
    client: product.as(name),
    token: product.tokenOf(name),
    home: name.startsWith('ch')
      ? home(world, world.chathamHouse, foreign.draft)
      : name.startsWith('icc')
        ? home(world, world.icc, iccDraft)
        : home(world, world.chathamHouse, foreign.decided),
    foreign: ofChathamHouse,
    secrets: [CANARY, OTHER_CANARY],
  });
  return {
    product,
    other,
    foreign,
    embargoed,
    onlookers: [
      ...NAMES.map(insider),
      ...OTHERS.map((name) => ({
        name: `other ${name}`,
        client: asOther(name),
        token: tokens.get(name) ?? '',
        home: home(other, other.icc, otherNomination),
        foreign: ofFirst,
        secrets: [CANARY],
      })),
    ],
    insiders: INSIDERS.map((name) => ({ ...insider(name), foreign: ofFirst })),
    close: () => product.close(),
  };
}

/** Ids of what lies beyond the ICC's wall in the first conference. */
async function idsOf({ admin, world }: Product, from: string): Promise<string[]> {
  const { rows } = await admin.query<{ id: string }>(`SELECT id FROM ${from} ORDER BY id`, [
    world.conferenceId,
    world.icc,
  ]);
  return rows.map(({ id }) => id);
}

/** Tokens of bodies other than the ICC. */
const TOKENS_OF_OTHERS = `access.api_token WHERE user_id IN (SELECT id FROM access.app_user WHERE conference_id = $1 AND body_id IS DISTINCT FROM $2)`;

/** Everything with an id of its own that lies beyond the ICC's wall in the first conference, by its table. */
const BEYOND = [
  ...['nominations.nomination', 'nominations.person', 'nominations.quota', 'invitations.invitation'],
  ...['notifications.message', 'audit.event', 'access.role_grant', 'access.app_user'],
  ...[
    'webhooks.endpoint',
    'webhooks.delivery',
    'import.list',
    'notes.note',
    'attachments.attachment',
    'views.saved_view',
    'nominations.place_offer',
  ],
].map((table) => `${table} WHERE conference_id = $1 AND body_id IS DISTINCT FROM $2`);
// What is the host's, and of decisions all that are not released.
BEYOND.push(
  ...[
    'approvals.review',
    'approvals.step',
    'approvals.batch',
    'approvals.absence',
    'nominations.watch_list_entry',
    'organisations.organisation',
    'delegations.organisation_invitation',
    'issuing.issued_document',
    'nominations.duplicate_merge',
  ].map((table) => `${table} WHERE conference_id = $1 AND $2::uuid IS NOT NULL`),
  'approvals.decision WHERE conference_id = $1 AND (body_id IS DISTINCT FROM $2 OR released_at IS NULL)',
  'platform.outbox WHERE conference_id = $1 AND $2::uuid IS NOT NULL AND failed_at IS NOT NULL',
  TOKENS_OF_OTHERS,
  'access.api_token WHERE user_id IN (SELECT user_id FROM access.role_grant WHERE conference_id = $1 AND body_id IS DISTINCT FROM $2)',
);

/** Two of each table. */
async function idsOfAll(product: Product, tables: readonly string[]): Promise<string[]> {
  const found = await Promise.all(tables.map((table) => idsOf(product, table)));
  const empty = tables.filter((_, index) => found[index]?.length === 0);
  if (empty.length > 0) throw new Error(`There is nothing to find in ${empty.join(', ')}`);
  return found.flatMap((ids) => ids.slice(0, 2));
}

/** What has an id that is made of others. */
const compositesOf = ({ conferenceId, people }: World, nominationId: string): string[] => [
  compositeId('SignOffProgress', nominationId),
  compositeId('ScreeningResult', nominationId, 'WATCH_LIST'),
  compositeId('MailTrouble', conferenceId),
  compositeId('Viewer', people.chCoordinator.userId),
];

async function draft(
  client: GraphqlClient,
  { conferenceId, business }: World,
  { bodyId, words, name }: { readonly bodyId: string; readonly words: string; readonly name: string },
): Promise<string> {
  const { nomination, errors } = await createNomination(client, {
    conferenceId,
    bodyId,
    constituencyId: business,
    person: {
      name: `${words} ${name}`,
      email: `${words}.${name}@example.org`.toLowerCase(),
      organisation: `${words} Org`,
    },
    justification: `${words} justification`,
  });
  if (nomination === null) throw new Error(`${name} was not drafted: ${JSON.stringify(errors)}`);
  return nomination.id;
}

const COORDINATORS = { icc: 'iccCoordinator', chathamHouse: 'chCoordinator' } as const;

function drafted(
  product: Product,
  body: keyof typeof COORDINATORS,
  name: string,
  words = CANARY,
): Promise<string> {
  const { world } = product;
  return draft(product.as(COORDINATORS[body]), world, { bodyId: world[body], words, name });
}

/** Submitted by its body, recommended and approved by the host, whose words are for itself. */
async function decide(product: Product, coordinator: Person, id: string): Promise<void> {
  await submitNomination(product.as(coordinator), id, { version: 1 });
  await recommendNomination(product.as('officer'), id, {
    version: 2,
    recommendation: 'APPROVE',
    note: `${CANARY} note`,
  });
  await decideNomination(product.as('approver'), id, {
    version: 2,
    outcome: 'APPROVE',
    reasonText: `${CANARY} reason`,
  });
}

/** Chatham House's nominations: one released, one decided, one in draft; and what the host has beside them. */
async function fillFirst(product: Product): Promise<Record<'nomination' | 'decided' | 'draft', string>> {
  const { world, admin } = product;
  const nomination = await drafted(product, 'chathamHouse', 'Released');
  const decided = await drafted(product, 'chathamHouse', 'Decided');
  for (const id of [nomination, decided]) await decide(product, 'chCoordinator', id);
  await releaseDecisions(product.as('approver'), world.conferenceId, [nomination]);
  await waitForPlace(product);
  const { conferenceId } = world;
  const input = { idempotencyKey: newId(), conferenceId, entries: [{ name: `${CANARY} Watched` }] };
  await product
    .as('officer')
    .data('mutation ($input: LoadWatchListInput!) { loadWatchList(input: $input) { count } }', { input });
  await admin.query(
    `INSERT INTO approvals.absence (id, conference_id, user_id, starts_at, ends_at)
     VALUES ($1, $2, $3, now() - interval '1 day', now() + interval '1 day')`,
    [newId(), conferenceId, world.people.otherApprover.userId],
  );
  await tellEndpoints(product);
  await loadList(product);
  await note(product, nomination);
  await attach(product, nomination);
  await saveViews(product);
  await offerPlaces(product);
  await addOrganisations(product.admin, product.world, CANARY);
  await product.admin.query(
    `UPDATE nominations.organisation_text t SET organisation_id = o.id, matched_by = $2, matched_at = now()
     FROM (SELECT id FROM organisations.organisation WHERE conference_id = $3 ORDER BY id LIMIT 1) o WHERE t.nomination_id = $1`,
    [nomination, product.world.people.officer.userId, product.world.conferenceId],
  );
  return { nomination, decided, draft: await drafted(product, 'chathamHouse', 'Draft') };
}

/** Four that the host does not list, with a contact. */
async function addOrganisations(
  admin: Product['admin'],
  { conferenceId, people }: World,
  called: string,
): Promise<void> {
  for (const revision of [1, 2, 3, 4]) {
    await admin.query(
      `WITH added AS (
         INSERT INTO organisations.organisation (id, conference_id, kind, official_names, short_names, aliases, former_names, sort_names,
           mail_domains, is_listed, revision, created_by)
         VALUES (gen_random_uuid(), $1, 'OTHER', jsonb_build_object('en', $2::text), '{}', '{}', '[]', '{}', '{}', false, $3, $4) RETURNING id)
       INSERT INTO organisations.contact (id, conference_id, organisation_id, list, name, position)
       SELECT gen_random_uuid(), $1, id, 'Protocol', $2, 0 FROM added`,
      [conferenceId, `${called} Institute ${revision}`, revision, people.officer.userId],
    );
  }
  await admin.query(
    `INSERT INTO organisations.catalogue (conference_id, is_listed, revision) VALUES ($1, false, 4)`,
    [conferenceId],
  );
}

async function organisationsOf({ admin }: Product, { conferenceId }: World): Promise<string[]> {
  const { rows } = await admin.query<{ id: string }>(
    'SELECT id FROM organisations.organisation WHERE conference_id = $1 ORDER BY id',
    [conferenceId],
  );
  return rows.map(({ id }) => id);
}

/** Somebody of Chatham House's on the reserve list, and a free place that they wait for. */
async function waitForPlace(product: Product): Promise<void> {
  const { world, admin } = product;
  const id = await drafted(product, 'chathamHouse', 'Waiting');
  await submitNomination(product.as('chCoordinator'), id, { version: 1 });
  await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'RESERVE' });
  await decideNomination(product.as('approver'), id, { version: 2, outcome: 'RESERVE' });
  await releaseDecisions(product.as('approver'), world.conferenceId, [id]);
  await admin.query('UPDATE nominations.quota SET on_offer = 1 WHERE body_id = $1 AND constituency_id = $2', [
    world.chathamHouse,
    world.business,
  ]);
}
