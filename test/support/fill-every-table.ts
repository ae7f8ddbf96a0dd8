import { newId } from '#libs/kernel';
import { releaseDecisions } from '../journeys/operations.js';
import { type WalledConferences } from '../journeys/walled-conferences.js';

/**
 * Puts rows of both partners into whatever two conferences at work have not filled: decisions of both released, sessions
 * and links, and what belongs to nobody.
 */
export async function fillEveryTable({ product }: WalledConferences): Promise<void> {
  const { admin, world } = product;
  await releaseDecisions(product.as('approver'), world.conferenceId);
  for (const { userId } of [world.people.iccCoordinator, world.people.chCoordinator]) {
    await admin.query(
      `INSERT INTO access.session (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
      [newId(), userId, `session of ${userId}`],
    );
    await admin.query(
      `INSERT INTO access.sign_in_link (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, now() + interval '1 hour')`,
      [newId(), userId, `link of ${userId}`],
    );
  }
  await admin.query('INSERT INTO audit.era (era) VALUES (1) ON CONFLICT DO NOTHING');
  await admin.query(
    `INSERT INTO audit.remark (event_id, conference_id, body_id, text, salt)
     SELECT id, conference_id, body_id, 'A question', 'salt' FROM audit.event WHERE body_id IS NOT NULL
     ON CONFLICT DO NOTHING`,
  );
  await admin.query(
    `INSERT INTO access.sign_in_request (id, email_fold) VALUES ($1, 'somebody@example.org')`,
    [newId()],
  );
  await admin.query(`INSERT INTO access.rate_limit (key, hits, window_ends_at) VALUES ('key', 1, now())`);
  await admin.query(
    `INSERT INTO access.caused_mail (scope_id, user_id, address_hash) VALUES ($1, $2, 'somebody')`,
    [world.icc, world.people.iccCoordinator.userId],
  );
  await admin.query(
    `INSERT INTO platform.worker (id, backend, is_queue_reachable, outbox_lag_ms) VALUES ($1, 'postgres', true, 0)`,
    [newId()],
  );
  await admin.query(
    `INSERT INTO notifications.mail_server (id, taken_at) VALUES (1, now()) ON CONFLICT DO NOTHING`,
  );
  await admin.query(
    `INSERT INTO conference.theme (id, conference_id, name, position) VALUES ($1, $2, 'Social benefits', 1)`,
    [newId(), world.conferenceId],
  );
  await admin.query(
    `INSERT INTO conference.country (conference_id, code, names) VALUES ($1, 'TW', '{"en": "Chinese Taipei"}')`,
    [world.conferenceId],
  );
  await admin.query(
    `INSERT INTO webhooks.endpoint (id, conference_id, body_id, url, place)
     SELECT gen_random_uuid(), $1, body, 'https://receiver.example/', '\\x00' FROM unnest($2::uuid[]) AS b (body)`,
    [world.conferenceId, [world.icc, world.chathamHouse, null]],
  );
  await admin.query(
    `INSERT INTO webhooks.delivery (id, endpoint_id, conference_id, body_id, place, kind, subject_type, subject_id, occurred_at, state)
     SELECT gen_random_uuid(), id, conference_id, body_id, uuid_send(gen_random_uuid()), 'nomination.submitted', 'nomination', id, now(), 'FAILED'
     FROM webhooks.endpoint WHERE conference_id = $1`,
    [world.conferenceId],
  );
  await admin.query(
    `INSERT INTO import.list (id, conference_id, body_id, created_by, format, row_count)
     SELECT gen_random_uuid(), $1, body, $3, 'CSV', 1 FROM unnest($2::uuid[]) AS b (body)`,
    [world.conferenceId, [world.icc, world.chathamHouse], world.people.iccCoordinator.userId],
  );
  await admin.query(
    `INSERT INTO import.list_row (list_id, row, conference_id, body_id, cells, is_hidden, is_filtered)
     SELECT id, 1, conference_id, body_id, '{}', false, false FROM import.list WHERE conference_id = $1 ON CONFLICT DO NOTHING`,
    [world.conferenceId],
  );
  await admin.query(
    `INSERT INTO import.remembered (conference_id, body_id, kind, key, value, said_by)
     SELECT conference_id, body_id, 'ANSWER', 'COUNTRY_WORD/korea', 'KR', created_by FROM import.list WHERE conference_id = $1 ON CONFLICT DO NOTHING`,
    [world.conferenceId],
  );
  await admin.query(
    `INSERT INTO conference.principle (id, conference_id, number, text) VALUES ($1, $2, 1, 'Proportionate')`,
    [newId(), world.conferenceId],
  );
}
