import { type TablesOfContext } from './support/tables.js';
import { insert, NEW, OF_CONFERENCE, OF_ICC, remove, update } from './support/trial.js';

const OF_HOST = `${OF_CONFERENCE} AND body_id IS NULL`;

export const tables: TablesOfContext = {
  trials: (
    [
      [OF_ICC, 'of the partner', 'coordinator'],
      [OF_HOST, 'of the host', 'administrator'],
    ] as const
  ).flatMap(([whose, of, who]) => [
    insert('webhooks.endpoint', `makes an endpoint ${of}`, [who], whose, { id: NEW }),
    update(
      'webhooks.endpoint',
      `changes an endpoint ${of}`,
      [who],
      'secret_number = secret_number + 1',
      whose,
    ),
    remove('webhooks.endpoint', `removes an endpoint ${of}`, [who], whose),
    insert('webhooks.delivery', `sends a test to an endpoint ${of}`, [who], whose, { id: NEW, place: null }),
    update('webhooks.delivery', `sends a delivery ${of} again`, [who], `state = 'WAITING'`, whose),
  ]),
  seenByCoordinator: ['webhooks.delivery', 'webhooks.endpoint'],
  fill: async ({ admin, world }) => {
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
  },
};
