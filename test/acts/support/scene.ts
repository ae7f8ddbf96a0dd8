import { randomUUID } from 'node:crypto';
import { newId } from '#libs/kernel';
import { hashSecret } from '#libs/access';
import { type Person, type Product } from '../../support/product.js';
import { nomineesOf } from '../../journeys/nominees.js';
import {
  correctPerson,
  createNomination,
  recommendNomination,
  releaseDecisions,
  submitNomination,
} from '../../journeys/operations.js';

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

/** Makes ready, and acts in the function that it gives back: only what that leaves is looked at. */
export type Acting = (scene: Scene) => Promise<() => Promise<void>>;

export const someday = { startsAt: '2090-01-01T00:00:00Z', endsAt: '2090-01-02T00:00:00Z' };

/** Somebody whom nobody has nominated. */
export const somebody = () => ({ person: { name: 'Tilda Trail', email: `${randomUUID()}@example.org` } });

export async function drafted({ product }: Scene): Promise<string> {
  const draft = nomineesOf(product).draft('Tilda Trail', somebody());
  const { nomination } = await createNomination(product.as('iccCoordinator'), draft);
  return nomination?.id ?? '';
}

export async function submitted(scene: Scene): Promise<string> {
  const id = await drafted(scene);
  await submitNomination(scene.product.as('iccCoordinator'), id, { version: 1 });
  return id;
}

/** A draft that its nominator calls ready to be submitted. */
export async function ready(scene: Scene): Promise<string> {
  const id = await drafted(scene);
  await scene.product
    .as('iccNominator')
    .data(
      'mutation ($id: ID, $input: MarkReadyInput!) { markReady(id: $id, input: $input) { errors { code } } }',
      {
        id,
        input: { idempotencyKey: randomUUID(), version: 1 },
      },
    );
  return id;
}

/** One whose review the officer has taken on. */
export async function claimed(scene: Scene): Promise<string> {
  const id = await submitted(scene);
  await scene.product
    .as('officer')
    .data(
      'mutation ($id: ID, $input: ClaimReviewInput!) { claimReview(id: $id, input: $input) { errors { code } } }',
      { id, input: { idempotencyKey: randomUUID(), version: 2 } },
    );
  return id;
}

export async function recommended(scene: Scene): Promise<string> {
  const id = await submitted(scene);
  await recommendNomination(scene.product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
  return id;
}

export const decided = ({ product }: Scene, outcome: string): Promise<string> =>
  nomineesOf(product).decided('Tilda Trail', { outcome }, somebody());

export async function released(scene: Scene, outcome: string): Promise<string> {
  const id = await decided(scene, outcome);
  await releaseDecisions(scene.product.as('approver'), scene.product.world.conferenceId, [id]);
  return id;
}

/** A token for the invitation of somebody who was approved, put there behind the product's back. */
export async function invitationToken(scene: Scene): Promise<string> {
  const id = await released(scene, 'APPROVE');
  const token = `${randomUUID()}${randomUUID()}`.replaceAll('-', '').slice(0, 43);
  await scene.product.admin.query(`UPDATE invitations.invitation SET token_hash = $2 WHERE source_id = $1`, [
    id,
    hashSecret(token),
  ]);
  return token;
}

export async function signInToken({ admin, world }: Product, person: Person): Promise<string> {
  const token = `${randomUUID()}${randomUUID()}`.replaceAll('-', '').slice(0, 43);
  await admin.query(
    `INSERT INTO access.sign_in_link (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, now() + interval '1 hour')`,
    [newId(), world.people[person].userId, hashSecret(token)],
  );
  return token;
}

/** The cookie of a session of this person. */
export async function sessionOf({ product }: Scene, person: Person): Promise<string> {
  const token = await signInToken(product, person);
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { errors { code } } }';
  const response = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: { idempotencyKey: randomUUID(), token } } }),
  });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

export async function single({ admin }: Product, text: string, values: unknown[]): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(text, values);
  return rows[0]?.id ?? '';
}

/** An endpoint of the ICC's at an address that nothing reaches, put there behind the product's back. */
export const endpointOfIcc = ({ product }: Scene, state = 'PAUSED'): Promise<string> =>
  single(
    product,
    `INSERT INTO webhooks.endpoint (id, conference_id, body_id, url, state, place)
     VALUES ($1, $2, $3, 'https://192.0.2.1/', $4, decode(repeat('00', 28), 'hex')) RETURNING id`,
    [newId(), product.world.conferenceId, product.world.icc, state],
  );

/** A note of the officer's on a nomination, put there behind the product's back. */
export const noteOfHost = async (scene: Scene): Promise<string> =>
  single(
    scene.product,
    `INSERT INTO notes.note (id, conference_id, subject_type, subject_id, author_id, text)
     VALUES ($1, $2, 'nomination', $3, $4, 'Noted') RETURNING id`,
    [
      newId(),
      scene.product.world.conferenceId,
      await submitted(scene),
      scene.product.world.people.officer.userId,
    ],
  );

/** A file of the officer's on a nomination, as it stands in the database. */
export const fileOfHost = async (scene: Scene): Promise<string> =>
  single(
    scene.product,
    `INSERT INTO attachments.attachment (id, conference_id, subject_type, subject_id, added_by, file_name, content_type, size, sha256, is_shown)
     VALUES ($1, $2, 'nomination', $3, $4, 'letter.pdf', 'application/pdf', 1, repeat('0', 64), true) RETURNING id`,
    [
      newId(),
      scene.product.world.conferenceId,
      await submitted(scene),
      scene.product.world.people.officer.userId,
    ],
  );
/** Two submitted nominations that a screening has found to be alike, put there behind the product's back. */
export async function alike(scene: Scene): Promise<readonly [string, string]> {
  const pair = [await submitted(scene), await submitted(scene)] as const;
  await scene.product.admin.query(
    `INSERT INTO nominations.duplicate (conference_id, nomination_id, other_id, score, reasons) VALUES ($1, $2, $3, 1, '{SAME_NAME}')
     ON CONFLICT DO NOTHING`,
    [scene.product.world.conferenceId, ...pair],
  );
  return pair;
}

/** An offer of a place of this body's to the other partner, put there behind the product's back with its hold. */
export const placesOfferedBy =
  (giver: 'icc' | 'chathamHouse', state: 'AWAITING_HOST' | 'OFFERED') =>
  ({ product }: Scene): Promise<string> => {
    const { world } = product;
    return single(
      product,
      `WITH offer AS (INSERT INTO nominations.place_offer (id, conference_id, body_id, to_body_id, constituency_id, count, state, is_told,
           offered_by, expires_at) VALUES ($1, $2, $3, $4, $5, 1, $6::text, $6 = 'OFFERED', $1, now() + interval '1 day') RETURNING id),
         held AS (UPDATE nominations.quota SET held = held + 1 WHERE body_id = $3 AND constituency_id = $5)
       SELECT id FROM offer`,
      [
        newId(),
        world.conferenceId,
        world[giver],
        giver === 'icc' ? world.chathamHouse : world.icc,
        world.business,
        state,
      ],
    );
  };
/** Two that the officer has judged to be of one person, of which the first has a title. */
export async function same(scene: Scene): Promise<readonly [string, string]> {
  const pair = await alike(scene);
  const [nominationId, otherId] = pair;
  const officer = scene.product.as('officer');
  await officer.data(
    'mutation ($input: JudgeDuplicateInput!) { judgeDuplicate(input: $input) { errors { code } } }',
    { input: { idempotencyKey: randomUUID(), nominationId, otherId, verdict: 'SAME', version: 0 } },
  );
  await correctPerson(officer, nominationId, { version: 2, honorific: 'Dr' });
  return pair;
}
/** One that has taken the title of the other. */
export async function merged(scene: Scene): Promise<string> {
  const [otherId, nominationId] = await same(scene);
  const { mergeDuplicate } = await scene.product
    .as('officer')
    .data<{ mergeDuplicate: { pair: { merges: { id: string }[] } } }>(
      'mutation ($input: MergeDuplicateInput!) { mergeDuplicate(input: $input) { pair { merges { id } } errors { code } } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          nominationId,
          otherId,
          facts: ['HONORIFIC'],
          version: 2,
          otherVersion: 3,
        },
      },
    );
  return mergeDuplicate.pair.merges[0]?.id ?? '';
}

/** Cells as a spreadsheet program copies them. */
export const PASTED = 'Name\tE-mail\nAda Sample\tada@example.org\n';

/** A role of the ICC that is offered to the auditor's address, put there behind the product's back. */
export async function offered({ product: { admin, world } }: Scene): Promise<string> {
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
export const answersOffer: Acting = async (scene) => {
  const cookie = await sessionOf(scene, 'auditor');
  const id = await offered(scene);
  return () => scene.actWithCookie(cookie, {}, { id });
};

/** The message of a released approval, in a state in which it waits for a person. */
export async function messageThatIs(scene: Scene, state: 'FAILED' | 'HELD'): Promise<string> {
  return single(
    scene.product,
    `UPDATE notifications.message SET state = $2 WHERE id =
       (SELECT id FROM notifications.message WHERE nomination_id = $1 LIMIT 1) RETURNING id`,
    [await released(scene, 'APPROVE'), state],
  );
}

/** By somebody, on something that is made for it: what nearly every line is. */
export const on =
  (
    by: Person,
    make: (scene: Scene) => Promise<string>,
    input: (scene: Scene) => object = () => ({}),
  ): Acting =>
  async (scene) => {
    const id = await make(scene);
    return () => scene.act(by, input(scene), { id });
  };

/** The form for many things, of two of them; each leaves what the act leaves alone. */
export const onTwo =
  (
    by: Person,
    make: (scene: Scene) => Promise<string>,
    { version, ...input }: { readonly version: number } & Readonly<Record<string, unknown>>,
  ): Acting =>
  async (scene) => {
    const ids = [await make(scene), await make(scene)];
    return () => scene.act(by, { items: ids.map((id) => ({ id, version })), ...input });
  };
export const twice = (entry: string): string[] => [entry, entry];

/** By somebody, with an input alone. */
export const says =
  (by: Person, input: (scene: Scene) => object | Promise<object>): Acting =>
  async (scene) => {
    const said = await input(scene);
    return () => scene.act(by, said);
  };

/** A list of the ICC's with one person, whom nobody has nominated yet. */
export async function listOfIcc({ product }: Scene): Promise<string> {
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
export async function appliedListOfIcc(scene: Scene): Promise<string> {
  const id = await listOfIcc(scene);
  const nomination = await drafted(scene);
  await scene.product.admin.query(
    `UPDATE import.list_row SET run = 1, result = 'DRAFTED', nomination_id = $2, nomination_version = 1 WHERE list_id = $1 AND row = 2`,
    [id, nomination],
  );
  return single(scene.product, `UPDATE import.list SET state = 'APPLIED' WHERE id = $1 RETURNING id`, [id]);
}

/** What is at work stays so without a worker, and a body has one at work at a time. */
export async function nothingAtWork({ product }: Scene): Promise<void> {
  await product.admin.query(`UPDATE import.list SET state = 'UNDONE' WHERE state IN ('APPLYING', 'UNDOING')`);
}
