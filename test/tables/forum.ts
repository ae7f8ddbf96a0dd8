import { newId } from '#libs/kernel';
import { type TablesOfContext } from './support/tables.js';

/** The API writes none of it: topics are made by whoever keeps the installation. */
export const tables: TablesOfContext = {
  fill: async ({ admin, world: { conferenceId } }) => {
    const topic = newId();
    await admin.query(
      `INSERT INTO forum.topic (id, conference_id, title, mode, opens_at, closes_at, map_start, least_group)
       VALUES ($1, $2, 'Cyber crime', 'VIEWS', now(), now() + interval '1 day', 'rows', 2)`,
      [topic, conferenceId],
    );
    const of = [topic, conferenceId];
    await admin.query(
      `INSERT INTO forum.participant (topic_id, conference_id, number, origin) VALUES ($1, $2, 0, 'IMPORT')`,
      of,
    );
    await admin.query(
      `INSERT INTO forum.statement (topic_id, conference_id, number, text, author, is_seed, is_meta, moderation, origin)
       VALUES ($1, $2, 0, 'Every school needs a fast connection.', 0, false, false, 'ACCEPTED', 'IMPORT')`,
      of,
    );
    await admin.query(
      `INSERT INTO forum.vote_log (topic_id, conference_id, participant, statement, vote, origin, cast_at) VALUES ($1, $2, 0, 0, 1, 'IMPORT', now())`,
      of,
    );
    await admin.query(
      `INSERT INTO forum.ballot (topic_id, conference_id, participant, votes) VALUES ($1, $2, 0, '\\x00000002')`,
      of,
    );
    await admin.query(
      `INSERT INTO forum.map_snapshot (id, topic_id, conference_id, number, last_vote, voters, votes, input_hash, statements, parameters, map)
       VALUES ($1, $2, $3, 1, 0, 0, 0, repeat('0', 64), '[]', '{}', '{}')`,
      [newId(), ...of],
    );
  },
};
