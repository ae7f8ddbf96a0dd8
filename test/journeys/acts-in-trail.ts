import { randomUUID } from 'node:crypto';
import { newId } from '#libs/kernel';
import { hashSecret } from '#libs/access';
import { type Person, type Product } from '../support/product.js';
import { nomineesOf } from './nominees.js';
import { createNomination, recommendNomination, releaseDecisions, submitNomination } from './operations.js';

/** What an act of the table works with. */
export interface Scene {
  readonly product: Product;
  /** Asks for the mutation of this line, as a person or as nobody; `input` gets a key. */
  readonly act: (by: Person | null, input: object, more?: Readonly<Record<string, unknown>>) => Promise<void>;
  /** The same with a session's cookie. */
  readonly actWithCookie: (
    cookie: string,
    input: object,
    more?: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
}

/**
 * A mutation and the entries that it must leave, each as `who action subject for-whom {details}`: `user`, `invitee`, `sign-in` …;
 * the entry's type of subject; `body` where the body reads it too; and the details with the types of their values. A `remarkHash`
 * stands for words that are kept beside the entry.
 */
export interface ActInTrail {
  /** Makes ready, and acts in the function that it gives back: only what that leaves is looked at. */
  readonly act: (scene: Scene) => Promise<() => Promise<void>>;
  readonly leaves: readonly string[];
}

const someday = { startsAt: '2090-01-01T00:00:00Z', endsAt: '2090-01-02T00:00:00Z' };

/** Somebody whom nobody has nominated. */
const somebody = () => ({ person: { name: 'Tilda Trail', email: `${randomUUID()}@example.org` } });

async function drafted({ product }: Scene): Promise<string> {
  const draft = nomineesOf(product).draft('Tilda Trail', somebody());
  const { nomination } = await createNomination(product.as('iccCoordinator'), draft);
  return nomination?.id ?? '';
}

async function submitted(scene: Scene): Promise<string> {
  const id = await drafted(scene);
  await submitNomination(scene.product.as('iccCoordinator'), id, { version: 1 });
  return id;
}

async function recommended(scene: Scene): Promise<string> {
  const id = await submitted(scene);
  await recommendNomination(scene.product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
  return id;
}

const decided = ({ product }: Scene, outcome: string): Promise<string> =>
  nomineesOf(product).decided('Tilda Trail', { outcome }, somebody());

async function released(scene: Scene, outcome: string): Promise<string> {
  const id = await decided(scene, outcome);
  await releaseDecisions(scene.product.as('approver'), scene.product.world.conferenceId, [id]);
  return id;
}

/** A token for the invitation of somebody who was approved, put there behind the product's back. */
async function invitationToken(scene: Scene): Promise<string> {
  const id = await released(scene, 'APPROVE');
  const token = `${randomUUID()}${randomUUID()}`.replaceAll('-', '').slice(0, 43);
  await scene.product.admin.query(`UPDATE invitations.invitation SET token_hash = $2 WHERE source_id = $1`, [
    id,
    hashSecret(token),
  ]);
  return token;
}

async function signInToken({ admin, world }: Product, person: Person): Promise<string> {
  const token = `${randomUUID()}${randomUUID()}`.replaceAll('-', '').slice(0, 43);
  await admin.query(
    `INSERT INTO access.sign_in_link (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, now() + interval '1 hour')`,
    [newId(), world.people[person].userId, hashSecret(token)],
  );
  return token;
}

/** The cookie of a session of this person. */
async function sessionOf({ product }: Scene, person: Person): Promise<string> {
  const token = await signInToken(product, person);
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { errors { code } } }';
  const response = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: { idempotencyKey: randomUUID(), token } } }),
  });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function single({ admin }: Product, text: string, values: unknown[]): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(text, values);
  return rows[0]?.id ?? '';
}

/** An endpoint of the ICC's at an address that nothing reaches, put there behind the product's back. */
const endpointOfIcc = ({ product }: Scene, state = 'PAUSED'): Promise<string> =>
  single(
    product,
    `INSERT INTO webhooks.endpoint (id, conference_id, body_id, url, state, place)
     VALUES ($1, $2, $3, 'https://192.0.2.1/', $4, decode(repeat('00', 28), 'hex')) RETURNING id`,
    [newId(), product.world.conferenceId, product.world.icc, state],
  );

/** Cells as a spreadsheet program copies them. */
const PASTED = 'Name\tE-mail\nAda Sample\tada@example.org\n';

/** A role of the ICC that is offered to the auditor's address, put there behind the product's back. */
async function offered({ product: { admin, world } }: Scene): Promise<string> {
  const id = newId();
  await admin.query(
    `INSERT INTO access.role_grant (id, conference_id, body_id, role, invited_name, invited_email, invited_email_fold,
       invited_language, user_id, accepted_at, offered_until)
     SELECT $1, $2, $3, 'PARTNER_VIEWER', u.name, u.email, u.email_fold, 'en', NULL, NULL,
       clock_timestamp() + interval '1 day' FROM access.app_user u WHERE u.id = $4
     ON CONFLICT DO NOTHING`,
    [id, world.conferenceId, world.icc, world.people.auditor.userId],
  );
  return id;
}

/** Answers the offer in a browser: no token may. */
const answersOffer: ActInTrail['act'] = async (scene) => {
  const cookie = await sessionOf(scene, 'auditor');
  const id = await offered(scene);
  return () => scene.actWithCookie(cookie, {}, { id });
};

/** The message of a released approval, in a state in which it waits for a person. */
async function messageThatIs(scene: Scene, state: 'FAILED' | 'HELD'): Promise<string> {
  return single(
    scene.product,
    `UPDATE notifications.message SET state = $2 WHERE id =
       (SELECT id FROM notifications.message WHERE nomination_id = $1 LIMIT 1) RETURNING id`,
    [await released(scene, 'APPROVE'), state],
  );
}

/** By somebody, on something that is made for it: what nearly every line is. */
const on =
  (
    by: Person,
    make: (scene: Scene) => Promise<string>,
    input: (scene: Scene) => object = () => ({}),
  ): ActInTrail['act'] =>
  async (scene) => {
    const id = await make(scene);
    return () => scene.act(by, input(scene), { id });
  };

/** The form for many things, of two of them; each leaves what the act leaves alone. */
const onTwo =
  (
    by: Person,
    make: (scene: Scene) => Promise<string>,
    { version, ...input }: { readonly version: number } & Readonly<Record<string, unknown>>,
  ): ActInTrail['act'] =>
  async (scene) => {
    const ids = [await make(scene), await make(scene)];
    return () => scene.act(by, { items: ids.map((id) => ({ id, version })), ...input });
  };
const twice = (entry: string): string[] => [entry, entry];

/** By somebody, with an input alone. */
const says =
  (by: Person, input: (scene: Scene) => object | Promise<object>): ActInTrail['act'] =>
  async (scene) => {
    const said = await input(scene);
    return () => scene.act(by, said);
  };

/** A list of the ICC's with one person, whom nobody has nominated yet. */
async function listOfIcc({ product }: Scene): Promise<string> {
  const text = `Name\tE-mail\tSector\nAda Sample\t${randomUUID()}@example.org\tBusiness\n`;
  const input = { idempotencyKey: randomUUID(), bodyId: product.world.icc, text };
  const { loadImportList } = await product
    .as('iccCoordinator')
    .data<{ loadImportList: { importList: { id: string } } }>(
      'mutation ($input: LoadImportListInput!) { loadImportList(input: $input) { importList { id } } }',
      { input },
    );
  return loadImportList.importList.id;
}

/** The same, applied: its person is a draft. No worker is there, so the rows say so behind the product's back. */
async function appliedListOfIcc(scene: Scene): Promise<string> {
  const id = await listOfIcc(scene);
  const nomination = await drafted(scene);
  await scene.product.admin.query(
    `UPDATE import.list_row SET run = 1, result = 'DRAFTED', nomination_id = $2, nomination_version = 1 WHERE list_id = $1 AND row = 2`,
    [id, nomination],
  );
  return single(scene.product, `UPDATE import.list SET state = 'APPLIED' WHERE id = $1 RETURNING id`, [id]);
}

/** What is at work stays so without a worker, and a body has one at work at a time. */
async function nothingAtWork({ product }: Scene): Promise<void> {
  await product.admin.query(`UPDATE import.list SET state = 'UNDONE' WHERE state IN ('APPLYING', 'UNDOING')`);
}

export const ACTS: Readonly<Record<string, ActInTrail>> = {
  abandonImportList: {
    act: on('iccNominator', listOfIcc, () => ({ version: 1 })),
    leaves: ['user import-list.abandoned import-list for body {}'],
  },
  applyImportList: {
    act: on(
      'iccNominator',
      async (scene) => {
        await nothingAtWork(scene);
        return listOfIcc(scene);
      },
      () => ({ version: 1, toDraft: 1, toUpdate: 0, toLeave: 0 }),
    ),
    leaves: ['user import-list.applied import-list for body {drafts: number, left: number, updates: number}'],
  },
  // What a person says of a list changes nothing that others see, until it is applied.
  sayOfImportList: {
    act: on('iccNominator', listOfIcc, () => ({ version: 1, cells: [{ cell: 'A2', text: 'Other Sample' }] })),
    leaves: [],
  },
  undoImportList: {
    act: on(
      'iccCoordinator',
      async (scene) => {
        await nothingAtWork(scene);
        return appliedListOfIcc(scene);
      },
      () => ({ version: 1 }),
    ),
    leaves: ['user import-list.undone import-list for body {rows: number}'],
  },
  acceptRole: {
    act: answersOffer,
    leaves: ['user access.role-accepted grant for body {grantId: string, role: string}'],
  },
  allotPlaces: {
    act: says('administrator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      bodyId: world.chathamHouse,
      constituencyId: world.academia,
      allotted: 60,
      expectedAllotted: 50,
    })),
    leaves: [
      'user quota.allotted quota for body {allotted: number, constituencyId: string, difference: number}',
    ],
  },
  confirmInvitation: {
    act: async (scene) => {
      const token = await invitationToken(scene);
      const decline = () =>
        scene.product.anonymous().data(
          `mutation ($token: String!, $key: String!) {
            declineInvitation(token: $token, input: { idempotencyKey: $key }) { errors { code } } }`,
          { token, key: randomUUID() },
        );
      return async () => {
        await scene.act(null, {}, { token });
        await decline();
        await scene.act(null, {}, { token });
      };
    },
    leaves: [
      'invitee invitation.confirmed nomination for body {invitation: string}',
      'invitee invitation.declined nomination for body {invitation: string, wasConfirmed: boolean}',
      'invitee invitation.confirmed nomination for body {invitation: string, wasDeclined: boolean}',
    ],
  },
  correctEmail: {
    act: on('iccNominator', submitted, () => ({ version: 2, email: `${randomUUID()}@example.org` })),
    leaves: ['user nomination.email-corrected nomination for body {isInvitedAgain: boolean}'],
  },
  correctPerson: {
    act: on('iccNominator', submitted, () => ({ version: 2, jobTitle: 'Envoy' })),
    leaves: ['user nomination.person-corrected nomination for body {fields: list}'],
  },
  createApiToken: {
    act: async (scene) => {
      const cookie = await sessionOf(scene, 'officer');
      return () => scene.actWithCookie(cookie, { name: 'Reports', scope: 'READ' });
    },
    leaves: ['user access.token-created user for host {apiTokenId: string, scope: string}'],
  },
  createNomination: {
    act: says('iccNominator', ({ product }) => nomineesOf(product).draft('Tilda Trail', somebody())),
    leaves: ['user nomination.created nomination for body {reference: string}'],
  },
  decideNominationMany: {
    act: onTwo('approver', recommended, { version: 2, outcome: 'RESERVE' }),
    leaves: twice(
      'user nomination.decided nomination for host {agreeing: number, insteadOf: null, isQuotaOverridden: boolean, needed: number, outcome: string, reasonCode: null}',
    ),
  },
  decideNomination: {
    act: on('approver', recommended, () => ({
      version: 2,
      outcome: 'REJECT',
      reasonCode: 'OTHER',
      reasonText: 'Not this year',
    })),
    leaves: [
      'user nomination.decided nomination for host {agreeing: number, insteadOf: null, isQuotaOverridden: boolean, needed: number, outcome: string, reasonCode: string}',
    ],
  },
  declineInvitation: {
    act: async (scene) => {
      const token = await invitationToken(scene);
      return () => scene.act(null, { reason: 'Away' }, { token });
    },
    leaves: ['invitee invitation.declined nomination for body {invitation: string}'],
  },
  declineRole: {
    act: answersOffer,
    leaves: ['user access.role-declined grant for body {grantId: string, role: string}'],
  },
  endAbsence: {
    act: on('approver', async ({ product }) => {
      const id = newId();
      const { conferenceId, people } = product.world;
      await product.admin.query(
        `INSERT INTO approvals.absence (id, conference_id, user_id, starts_at, ends_at) VALUES ($1, $2, $3, now(), now() + interval '1 day')`,
        [id, conferenceId, people.approver.userId],
      );
      return id;
    }),
    leaves: ['user absence.ended user for host {absenceId: string}'],
  },
  grantRole: {
    act: says('administrator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      bodyId: world.icc,
      role: 'PARTNER_VIEWER',
      name: 'Gwen Granted',
      email: `${randomUUID()}@example.org`,
    })),
    leaves: ['user access.role-granted grant for body {grantId: string, role: string}'],
  },
  loadImportList: {
    act: says('iccNominator', ({ product: { world } }) => ({ bodyId: world.icc, text: PASTED })),
    leaves: ['user import-list.loaded import-list for body {rows: number}'],
  },
  loadWatchList: {
    act: says('officer', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      entries: [{ name: 'Wanda Watched', note: 'Ask first' }],
    })),
    leaves: ['user watch-list.loaded conference for host {count: number}'],
  },
  promoteNominationMany: {
    act: onTwo('otherApprover', (scene) => released(scene, 'RESERVE'), { version: 4 }),
    leaves: twice('user nomination.promoted nomination for body {isQuotaOverridden: boolean}'),
  },
  promoteNomination: {
    act: on(
      'otherApprover',
      (scene) => released(scene, 'RESERVE'),
      () => ({ version: 4 }),
    ),
    leaves: ['user nomination.promoted nomination for body {isQuotaOverridden: boolean}'],
  },
  recommendNominationMany: {
    act: onTwo('officer', submitted, { version: 2, recommendation: 'APPROVE', note: 'Strong' }),
    leaves: [
      ...twice('system nomination.under-review nomination for body {}'),
      ...twice(
        'user nomination.recommended nomination for host {agreeing: number, insteadOf: null, needed: number, recommendation: string}',
      ),
    ],
  },
  recommendNomination: {
    act: on('officer', submitted, () => ({ version: 2, recommendation: 'APPROVE', note: 'Strong' })),
    leaves: [
      'system nomination.under-review nomination for body {}',
      'user nomination.recommended nomination for host {agreeing: number, insteadOf: null, needed: number, recommendation: string}',
    ],
  },
  recordAbsence: {
    act: says('approver', ({ product: { world } }) => ({ conferenceId: world.conferenceId, ...someday })),
    leaves: ['user absence.recorded user for host {absenceId: string, endsAt: string, startsAt: string}'],
  },
  releaseDecisions: {
    act: says('approver', async (scene) => ({
      conferenceId: scene.product.world.conferenceId,
      nominationIds: [await decided(scene, 'APPROVE')],
    })),
    leaves: [
      'user batch.released batch for host {number: number, size: number}',
      'user nomination.approved nomination for body {batch: number}',
    ],
  },
  remindRole: {
    act: on('iccCoordinator', offered),
    leaves: ['user access.role-reminded grant for body {grantId: string, role: string}'],
  },
  reopenNomination: {
    act: on(
      'approver',
      (scene) => decided(scene, 'APPROVE'),
      () => ({ version: 2, reason: 'Mistake' }),
    ),
    leaves: ['user nomination.reopened nomination for host {remarkHash: string}'],
  },
  reopenNominationMany: {
    act: onTwo('approver', (scene) => decided(scene, 'APPROVE'), { version: 2, reason: 'Mistake' }),
    leaves: twice('user nomination.reopened nomination for host {remarkHash: string}'),
  },
  replayDeadLetter: {
    act: on('administrator', async ({ product }) => {
      const id = newId();
      await product.admin.query(
        `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, failed_at, error)
         VALUES ($1, $2, 'nominations', 'offer-place', '{}', now(), 'Error')`,
        [id, product.world.conferenceId],
      );
      return id;
    }),
    leaves: ['user dead-letter.replayed dead-letter for host {error: string, job: string, queue: string}'],
  },
  replayMessage: {
    act: on('officer', (scene) => messageThatIs(scene, 'FAILED')),
    leaves: ['user message.replayed message for body {from: string}'],
  },
  returnNominationMany: {
    act: onTwo('officer', submitted, { version: 2, question: 'Which office?' }),
    leaves: twice('user nomination.returned nomination for body {remarkHash: string}'),
  },
  returnNomination: {
    act: on('officer', submitted, () => ({ version: 2, question: 'Which office?' })),
    leaves: ['user nomination.returned nomination for body {remarkHash: string}'],
  },
  revokeApiToken: {
    act: on('officer', async ({ product }) => {
      const id = newId();
      await product.admin.query(
        `INSERT INTO access.api_token (id, user_id, name, scopes, token_hash) VALUES ($1, $2, 'Spare', '{READ}', $3)`,
        [id, product.world.people.officer.userId, randomUUID()],
      );
      return id;
    }),
    leaves: ['user access.token-revoked user for host {apiTokenId: string}'],
  },
  revokeGrant: {
    act: on('administrator', ({ product }) =>
      single(product, 'SELECT id FROM access.role_grant WHERE user_id = $1', [
        product.world.people.chNominator.userId,
      ]),
    ),
    leaves: ['user access.role-revoked grant for body {grantId: string, role: string}'],
  },
  settleMessage: {
    act: on('officer', (scene) => messageThatIs(scene, 'HELD')),
    leaves: ['user message.settled message for body {from: string}'],
  },
  setCountry: {
    act: says('administrator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      code: 'TW',
      names: [{ language: 'en', name: 'Chinese Taipei' }],
    })),
    leaves: ['user country.set conference for host {code: string}'],
  },
  setFreedPlaces: {
    act: says('administrator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      freedPlaces: 'AT_ONCE',
    })),
    leaves: ['user freed-places.set conference for host {freedPlaces: string}'],
  },
  setWindow: {
    act: says('administrator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      kind: 'CONFIRMATION',
      opensAt: '2020-01-01T00:00:00Z',
      closesAt: '2090-01-02T00:00:00Z',
    })),
    leaves: ['user window.set conference for host {closesAt: string, kind: string, opensAt: string}'],
  },
  signIn: {
    act: async (scene) => {
      const token = await signInToken(scene.product, 'iccViewer');
      return () => scene.act(null, { token });
    },
    leaves: ['sign-in access.signed-in user for host {}'],
  },
  signInAsDemonstrationUser: {
    act: async (scene) => {
      const { admin, world } = scene.product;
      const { rows } = await admin.query<{ email: string }>(
        'UPDATE access.app_user SET is_demonstration = true WHERE id = $1 RETURNING email',
        [world.people.auditor.userId],
      );
      return () => scene.act(null, { email: rows[0]?.email });
    },
    leaves: ['sign-in access.signed-in user for host {}'],
  },
  signOut: {
    act: async (scene) => {
      const cookie = await sessionOf(scene, 'iccViewer');
      return () => scene.actWithCookie(cookie, {});
    },
    leaves: ['user access.signed-out user for host {}'],
  },
  submitNominationMany: {
    act: onTwo('iccCoordinator', drafted, { version: 1 }),
    leaves: twice('user nomination.submitted nomination for body {version: number}'),
  },
  submitNomination: {
    act: on('iccCoordinator', drafted, () => ({ version: 1 })),
    leaves: ['user nomination.submitted nomination for body {version: number}'],
  },
  updateNominationMany: {
    act: onTwo('iccCoordinator', drafted, { version: 1 }),
    leaves: twice('user nomination.updated nomination for body {fields: list}'),
  },
  updateNomination: {
    act: on('iccNominator', drafted, () => ({ version: 1, rank: 4 })),
    leaves: ['user nomination.updated nomination for body {fields: list}'],
  },
  withdrawNominationMany: {
    act: onTwo('iccCoordinator', submitted, { version: 2, reason: 'Cannot come' }),
    leaves: twice('user nomination.withdrawn nomination for body {remarkHash: string}'),
  },
  withdrawNomination: {
    act: on('iccCoordinator', submitted, () => ({ version: 2, reason: 'Cannot come' })),
    leaves: ['user nomination.withdrawn nomination for body {remarkHash: string}'],
  },
  createWebhookEndpoint: {
    act: says('iccCoordinator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      bodyId: world.icc,
      url: 'https://receiver.example/',
    })),
    leaves: ['user webhook.created webhook for body {}'],
  },
  deleteWebhookEndpoint: {
    act: on('iccCoordinator', (scene) => endpointOfIcc(scene)),
    leaves: ['user webhook.deleted webhook for body {}'],
  },
  pauseWebhookEndpoint: {
    act: on('iccCoordinator', (scene) => endpointOfIcc(scene, 'ACTIVE')),
    leaves: ['user webhook.paused webhook for body {}'],
  },
  replayFailedWebhookDeliveries: {
    act: on(
      'iccCoordinator',
      (scene) => endpointOfIcc(scene),
      () => ({ since: '2011-01-01T00:00:00Z' }),
    ),
    leaves: ['user webhook.failed-replayed webhook for body {count: number}'],
  },
  replayWebhookDelivery: {
    act: on('iccCoordinator', async (scene) =>
      single(
        scene.product,
        `INSERT INTO webhooks.delivery (id, endpoint_id, conference_id, body_id, kind, subject_type, subject_id, occurred_at, state)
         SELECT $2, id, conference_id, body_id, 'nomination.submitted', 'nomination', id, now(), 'FAILED'
         FROM webhooks.endpoint WHERE id = $1 RETURNING id`,
        [await endpointOfIcc(scene), newId()],
      ),
    ),
    leaves: ['user webhook.replayed webhook for body {deliveryId: string}'],
  },
  resumeWebhookEndpoint: {
    act: on('iccCoordinator', (scene) => endpointOfIcc(scene)),
    leaves: ['user webhook.resumed webhook for body {}'],
  },
  rotateWebhookSecret: {
    act: on('iccCoordinator', (scene) => endpointOfIcc(scene)),
    leaves: ['user webhook.secret-rotated webhook for body {}'],
  },
  sendTestWebhook: {
    act: on('iccCoordinator', (scene) => endpointOfIcc(scene)),
    leaves: ['user webhook.tested webhook for body {}'],
  },
  updateWebhookEndpoint: {
    act: on(
      'iccCoordinator',
      (scene) => endpointOfIcc(scene),
      () => ({ version: 1, description: 'Other' }),
    ),
    leaves: ['user webhook.updated webhook for body {}'],
  },
};

/** Acts that leave no entry, and why. */
export const WITHOUT_ENTRY: Readonly<Record<string, string>> = {
  requestSignInLink: 'Anybody may ask for any address, and what follows must not tell whether it is known.',
};
