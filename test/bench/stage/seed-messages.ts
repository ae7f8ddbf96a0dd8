import pg from 'pg';
import { type World } from '#libs/nominations/testing';
import { sampleContent } from '#libs/notifications/testing';

const MESSAGES = 1_000;
/** Decisions in each notice to a body, as after a large batch. */
const DECISIONS = 50;

/** Mails of a conference that has released: invitations, and notices with many decisions. */
export async function seedMessages(superuserUrl: string, world: World): Promise<void> {
  const { decisions } = sampleContent('DECISION_NOTICE').params as { readonly decisions: readonly object[] };
  const notice = sampleContent('DECISION_NOTICE', {
    decisions: Array.from({ length: DECISIONS }, () => decisions[0]),
  }).params;
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO notifications.message (id, kind, state, recipient_name, recipient_email, language, params, template_version,
         conference_id, body_id, subject_type, subject_id, subject_version, sent_at)
       SELECT gen_random_uuid(), v.kind, 'SENT', 'Zoë Sample', 'zoe@example.org', 'en', v.params, 1, $1, $2, 'batch', gen_random_uuid(), 1, now()
       FROM generate_series(1, $3) AS nr, LATERAL (
         SELECT CASE WHEN nr % 2 = 0 THEN 'DECISION_NOTICE' ELSE 'PERSONAL_INVITATION' END AS kind,
           CASE WHEN nr % 2 = 0 THEN $4::jsonb ELSE $5::jsonb END AS params
       ) v`,
      [
        world.conferenceId,
        world.icc,
        MESSAGES,
        JSON.stringify(notice),
        JSON.stringify(sampleContent('PERSONAL_INVITATION').params),
      ],
    );
    await client.query('VACUUM (ANALYZE) notifications.message');
  } finally {
    await client.end();
  }
}
