import { openDatabase } from '#libs/access/testing';
import { AuditSealer } from '#libs/audit';
import { newId } from '#libs/kernel';
import { issueToken } from '../support/issue-token.js';
import { type Product } from '../support/product.js';

/** Stands in everything that Chatham House writes; no byte of it may reach whom it is not for. */
export const CANARY = 'CANARY-7Q';
/** An endpoint of Chatham House's and one of the host's, each with a delivery. */
export async function tellEndpoints({
  admin,
  world: { conferenceId, chathamHouse },
}: Product): Promise<void> {
  await admin.query(
    `INSERT INTO webhooks.endpoint (id, conference_id, body_id, url, description, place)
     SELECT gen_random_uuid(), $1, body, 'https://receiver.example/', $2, '\\x00' FROM unnest($3::uuid[]) AS b (body)`,
    [conferenceId, `${CANARY} endpoint`, [chathamHouse, null]],
  );
  await admin.query(
    `INSERT INTO webhooks.delivery (id, endpoint_id, conference_id, body_id, place, kind, subject_type, subject_id, occurred_at, state)
     SELECT gen_random_uuid(), id, conference_id, body_id, '\\x01', $1, 'nomination', id, now(), 'FAILED' FROM webhooks.endpoint`,
    [`${CANARY}.kind`],
  );
}

/** A list of Chatham House's, with a row. */
export async function loadList({
  admin,
  world: { conferenceId, chathamHouse, people },
}: Product): Promise<void> {
  const reading = { sheets: [], sheet: '', headingRows: [1], headingCandidates: [], told: [] };
  await admin.query(
    `WITH list AS (INSERT INTO import.list (id, conference_id, body_id, created_by, file_name, format, row_count, reading, said)
       VALUES ($1, $2, $3, $4, $5, 'CSV', 2, $6, '{}') RETURNING *)
     INSERT INTO import.list_row (list_id, row, conference_id, body_id, cells, is_hidden, is_filtered)
     SELECT id, row, conference_id, body_id, jsonb_build_object('A', jsonb_build_object('text', text)), false, false
     FROM list, (VALUES (1, 'Name'), (2, $5 || ' Person')) AS r (row, text)`,
    [
      newId(),
      conferenceId,
      chathamHouse,
      people.chCoordinator.userId,
      `${CANARY} list`,
      JSON.stringify(reading),
    ],
  );
}

/** A note of Chatham House's and one of the host's on a nomination. */
export async function note(product: Product, subjectId: string): Promise<void> {
  for (const person of ['chCoordinator', 'officer'] as const)
    await product
      .as(person)
      .data('mutation ($input: WriteNoteInput!) { writeNote(input: $input) { errors { code } } }', {
        input: { idempotencyKey: newId(), subjectId, text: `${CANARY} note` },
      });
}

/** An offer of places from Chatham House to the ICC, of which the ICC knows nothing before the host agrees. */
export async function offerPlaces(product: Product): Promise<void> {
  const { chathamHouse, icc, business } = product.world;
  await product
    .as('chCoordinator')
    .data('mutation ($input: OfferPlacesInput!) { offerPlaces(input: $input) { errors { code } } }', {
      input: {
        idempotencyKey: newId(),
        bodyId: chathamHouse,
        toBodyId: icc,
        constituencyId: business,
        count: 1,
        note: `${CANARY} offer`,
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      },
    });
}

/** Views of the nominations: one of Chatham House's coordinator's own, and one that an officer shares with the host's people. */
export async function saveViews({
  admin,
  world: { conferenceId, chathamHouse, people },
}: Product): Promise<void> {
  await admin.query(
    `INSERT INTO views.saved_view (id, conference_id, body_id, user_id, list, name, query, is_shared)
     SELECT gen_random_uuid(), $1, body, person, 'NOMINATIONS', $2, 'search=' || $2, body IS NULL
     FROM unnest($3::uuid[], $4::uuid[]) AS o (body, person)`,
    [
      conferenceId,
      `${CANARY}-view`,
      [chathamHouse, null],
      [people.chCoordinator.userId, people.officer.userId],
    ],
  );
}

export async function failedWork({ admin, world }: Product): Promise<string> {
  const id = newId();
  await admin.query(
    `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, failed_at, error)
     VALUES ($1, $2, 'nominations', 'offer-place', '{}', now(), $3)`,
    [id, world.conferenceId, `${CANARY} Error`],
  );
  return id;
}

/** A token of Chatham House's coordinator beside the one that the tests work with, for somebody to revoke. */
export async function spareToken({ admin, world }: Product): Promise<string> {
  await issueToken(admin, world.people.chCoordinator);
  const { rows } = await admin.query<{ id: string }>(
    'SELECT id FROM access.api_token WHERE user_id = $1 ORDER BY id DESC LIMIT 1',
    [world.people.chCoordinator.userId],
  );
  return rows[0]?.id ?? '';
}

/** What the worker would have found and sealed: a screening that names another body's person, the chain of all events. */
export async function screenAndSeal(
  { admin, world, settings }: Product,
  id: string,
  duplicateOf: string,
): Promise<void> {
  await admin.query(
    `UPDATE nominations.screening SET state = 'FLAGGED', findings = jsonb_build_object('summary', $2::text)
     WHERE nomination_id = $1`,
    [id, `${CANARY} summary`],
  );
  await admin.query(
    `INSERT INTO nominations.duplicate (conference_id, nomination_id, other_id, score, reasons) VALUES ($1, $2, $3, 1, '{SAME_NAME}')`,
    [world.conferenceId, id, duplicateOf],
  );
  await admin.query(
    `INSERT INTO nominations.duplicate_merge (id, conference_id, first_id, second_id, nomination_id, facts, was, became, merged_by)
     SELECT gen_random_uuid(), $1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), $2, '{NAME}', said, said, $5
     FROM jsonb_build_object('NAME', $4::text) said`,
    [world.conferenceId, id, duplicateOf, `${CANARY} former name`, world.people.officer.userId],
  );
  const worker = await openDatabase(settings.database.workerUrl, 1);
  try {
    await new AuditSealer(worker.unitOfWork).sealAll();
  } finally {
    await worker.close();
  }
}

/** A file of Chatham House's and one of the host's on a nomination. */
export async function attach(
  { admin, world: { conferenceId, chathamHouse, people } }: Product,
  subjectId: string,
): Promise<void> {
  for (const [bodyId, { userId }] of [
    [chathamHouse, people.chCoordinator],
    [null, people.officer],
  ] as const)
    await admin.query(
      `INSERT INTO attachments.attachment (id, conference_id, body_id, subject_type, subject_id, added_by, file_name, content_type, size, sha256, is_shown)
       VALUES ($1, $2, $3, 'nomination', $4, $5, $6, 'application/pdf', 1, repeat('0', 64), true)`,
      [newId(), conferenceId, bodyId, subjectId, userId, `${CANARY} file.pdf`],
    );
}
