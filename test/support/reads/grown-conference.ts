import pg from 'pg';
import { sampleContent } from '#libs/notifications/testing';
import { type World } from '#libs/nominations/testing';
import { directoryOrganisationId } from '#libs/organisations';
import { drain } from '#libs/testing';
import { feedSettled } from './feed-settled.js';

/** How many rows of each kind there are beside so many nominations: what does not grow with them stays the same. */
const STATES = `(ARRAY['DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'RESERVED', 'REJECTED', 'WITHDRAWN', 'UNDER_REVIEW'])`;
const letters = (number: string): string => `translate((${number})::text, '0123456789', 'abcdefghij')`;
/** Ids in the order of their making, as UUIDv7 are; each table of each conference has a range of its own. */
const id = (table: number): string =>
  `(lpad(to_hex($2::int * 16 + ${table}), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
/** One body has half of all, a small one has 500 however many there are, a third has the rest. */
const BODY = `CASE WHEN n % 4 = 0 AND n <= 2000 THEN $4::uuid WHEN n % 2 = 0 THEN $3::uuid ELSE $5::uuid END`;
/** These are the third body’s alone: the others look for them in vain. */
const IS_OF_BANK = 'n % 10 = 5';
const IS_PRESS = 'n % 26 = 13';
const CONSTITUENCY = 'CASE WHEN n % 34 = 17 THEN $13::uuid WHEN n % 3 = 0 THEN $7::uuid ELSE $6::uuid END';
const STATE = `${STATES}[n / 7 % 10 + 1]`;
const OF_THE_HOST = `(n / 7 % 10) IN (1, 2, 3, 9)`;
const DECIDED = `(n / 7 % 10) IN (5, 7)`;
/** Of half, of the small body, and one that is approved. */
const IS_MATCHED = `n.reference ~ '-(14|16|38)$'`;
const WAITING = 7;
/** Of what there is a little, however much there is of the rest. */
const FEW = 100;
/** The highest number of a nomination beside which a body has a system: twenty of them in a small conference, forty in a large one. */
const SYSTEMS = 4_000;
/** As long as a token is. */
const TOKEN = `lpad('t' || $2::int || 'n' || n, 43, 'A')`;

// $1 conference, $2 its number, $3 the body of half, $4 the small body, $5 the third, $6 and $7 constituencies, $8 maker,
// $9 host’s officer, $10 plan, $11 rows, $12 what a notice says, $13 a constituency of the third body alone, $14 an organisation.
const SERIES = 'FROM generate_series(1, $11::int) AS series (n)';
const NAME = `'Given' || ${letters('n % 89')} || ' Family' || ${letters('n % 1009')}`;
const STATEMENTS = [
  `INSERT INTO nominations.person (id, conference_id, body_id, name, email, email_fold, organisation, country, name_key, name_codes)
   SELECT ${id(1)}, $1, ${BODY}, ${NAME}, 'n' || n || '@c' || $2::int || '.example', 'n' || n || '@c' || $2::int || '.example',
     CASE WHEN ${IS_OF_BANK} THEN 'Granite Bank' ELSE 'Institute ' || ${letters('n % 50')} END, 'GB', lower(${NAME}),
     ARRAY['K' || n % 89 || ' F' || n % 1009] ${SERIES}`,
  `INSERT INTO nominations.nomination (id, conference_id, body_id, constituency_id, person_id, reference, state, capacity, justification,
     rank, created_by, last_edited_by, created_at, updated_at, submitted_at, search_text, sort_name)
   SELECT ${id(2)}, $1, ${BODY}, ${CONSTITUENCY}, ${id(1)}, 'C' || $2::int || '-' || n, ${STATE},
     CASE WHEN ${IS_PRESS} THEN 'PRESS' ELSE 'DELEGATE' END, 'Known for patient work.', n % 1000 + 1, $8, $8,
     now() - n * interval '1 second', now() - (n::bigint * 7919 % 100003) * interval '1 second', now(),
     lower(${NAME}) || CASE WHEN ${IS_OF_BANK} THEN ' granite bank' ELSE ' institute ' END || ' c' || $2::int || ' ' || n || CASE WHEN n IN (14, 16) THEN ' quixotic' ELSE '' END,
     lower(${NAME}) ${SERIES}`,
  // Nominations made by acts have theirs.
  `INSERT INTO nominations.organisation_text (nomination_id, conference_id, body_id, typed, organisation_id, matched_by, matched_at)
   SELECT n.id, n.conference_id, n.body_id, p.organisation, CASE WHEN ${IS_MATCHED} THEN $14::uuid END, CASE WHEN ${IS_MATCHED} THEN $8::uuid END,
     CASE WHEN ${IS_MATCHED} THEN now() END
   FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id
   WHERE n.conference_id = $1
  ON CONFLICT DO NOTHING`,
  // What is under review holds a place, what is approved has used one, as their acts would have booked it.
  `INSERT INTO nominations.quota (id, conference_id, body_id, constituency_id, allotted, held, consumed)
   SELECT gen_random_uuid(), $1, body_id, constituency_id, count(*), count(*) FILTER (WHERE state IN ('SUBMITTED', 'UNDER_REVIEW')),
     count(*) FILTER (WHERE state = 'APPROVED')
   FROM nominations.nomination WHERE conference_id = $1 GROUP BY body_id, constituency_id
   ON CONFLICT (body_id, constituency_id) DO UPDATE
   SET allotted = excluded.allotted, held = excluded.held, consumed = excluded.consumed`,
  `INSERT INTO approvals.review (id, conference_id, body_id, subject_type, subject_id, plan, stage, due_at, created_by, last_edited_by,
     closed_at, closed_as)
   SELECT ${id(3)}, $1, ${BODY}, 'nomination', ${id(2)}, $10::jsonb,
     CASE WHEN n <= 7 * ${WAITING} AND ${OF_THE_HOST} THEN 'RELEASE' WHEN n % 3 = 0 THEN 'SIGN_OFF' ELSE 'REVIEW' END,
     now() + CASE WHEN n < 400 AND n % 11 = 0 THEN interval '-1 day' ELSE (n % 720 + 1) * interval '1 hour' END, $8, $8,
     CASE WHEN ${DECIDED} THEN now() END, CASE WHEN ${DECIDED} THEN 'DECIDED' END
   ${SERIES} WHERE ${OF_THE_HOST} OR ${DECIDED}`,
  `INSERT INTO approvals.batch (id, conference_id, number, size, released_by)
   SELECT ${id(4)}, $1, n, $11::int / 50, $9 FROM generate_series(1, 10) AS series (n)`,
  `INSERT INTO approvals.decision (id, conference_id, body_id, review_id, subject_id, outcome, reason_code, decided_by, batch_id, released_at)
   SELECT ${id(5)}, $1, ${BODY}, ${id(3)}, ${id(2)}, CASE WHEN (n / 7 % 10) = 7 THEN 'REJECT' ELSE 'APPROVE' END,
     CASE WHEN (n / 7 % 10) = 7 THEN 'OTHER' END, $9,
     CASE WHEN ${DECIDED} THEN (lpad(to_hex($2::int * 16 + 4), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n % 10 + 1), 12, '0'))::uuid END,
     CASE WHEN ${DECIDED} THEN now() END
   ${SERIES} WHERE ${DECIDED} OR (n <= 7 * ${WAITING} AND ${OF_THE_HOST})`,
  `INSERT INTO notifications.message (id, conference_id, body_id, kind, subject_type, subject_id, subject_version, nomination_id, batch_id,
     recipient_name, recipient_email, params, state, sent_at, search_text)
   SELECT ${id(6)}, $1, ${BODY}, 'DECISION_NOTICE', 'nomination', ${id(2)}, 1, ${id(2)},
     (lpad(to_hex($2::int * 16 + 4), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n % 10 + 1), 12, '0'))::uuid,
     ${NAME}, 'n' || n || '@c' || $2::int || '.example', $12::jsonb, CASE WHEN n < 200 AND n % 11 = 0 THEN 'FAILED' ELSE 'SENT' END,
     CASE WHEN n < 200 AND n % 11 = 0 THEN NULL ELSE now() END,
     lower(${NAME}) || CASE WHEN ${IS_OF_BANK} THEN ' granite bank' WHEN n < 600 AND n % 13 = 0 THEN ' quixotic' ELSE '' END
   ${SERIES} WHERE ${DECIDED}`,
  `INSERT INTO audit.event (id, conference_id, body_id, actor_id, actor_kind, action, subject_type, subject_id)
   SELECT ${id(7)}, $1, ${BODY}, $8, 'user',
     CASE WHEN n < 300 AND n % 17 = 0 THEN 'nomination.withdrawn' ELSE 'nomination.submitted' END, 'nomination', ${id(2)} ${SERIES}`,
  `INSERT INTO audit.seal (sequence, event_id, event_hash, chain_hash)
   SELECT $2::int * 1000000 + n, ${id(7)}, sha256('event'), sha256('chain') ${SERIES}`,
  `INSERT INTO nominations.screening (nomination_id, nomination_version, kind, conference_id, body_id, state)
   SELECT ${id(2)}, 1, k.kind, $1, ${BODY}, 'CLEAR' ${SERIES}, unnest('{DUPLICATES,WATCH_LIST}'::text[]) AS k (kind) WHERE ${OF_THE_HOST}`,
  `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, run_at, relayed_at, done_at, failed_at)
   SELECT ${id(8)}, $1, 'screening', 'screen-nomination', '{}', CASE WHEN n % 10 = 0 THEN now() + interval '9 days' ELSE now() END, now(),
     CASE WHEN n % 10 = 0 OR n <= ${FEW} THEN NULL ELSE now() END, CASE WHEN n % 10 <> 0 AND n <= ${FEW} THEN now() END ${SERIES}`,
  `INSERT INTO invitations.invitation (id, conference_id, body_id, source_type, source_id, person_name, email, capacity, token_hash, respond_by)
   SELECT ${id(9)}, $1, ${BODY}, 'nomination', ${id(2)}, ${NAME}, 'n' || n || '@c' || $2::int || '.example', 'DELEGATE',
     encode(sha256(convert_to(${TOKEN}, 'UTF8')), 'hex'), now() + interval '9 days'
   ${SERIES} WHERE (n / 7 % 10) = 5`,
  `INSERT INTO access.app_user (id, name, email, email_fold)
   SELECT ${id(10)}, ${NAME}, 'u' || n || '@c' || $2::int || '.example', 'u' || n || '@c' || $2::int || '.example' ${SERIES} WHERE n % 100 = 0`,
  `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role)
   SELECT ${id(11)}, ${id(10)}, $1, $5::uuid, 'PARTNER_VIEWER' ${SERIES} WHERE n % 100 = 0`,
  `INSERT INTO access.app_user (id, name, conference_id, body_id, role)
   SELECT ${id(13)}, 'System ' || n, $1, $5::uuid, 'PARTNER_VIEWER' ${SERIES} WHERE n % 100 = 1 AND n <= ${SYSTEMS}`,
  `INSERT INTO access.api_token (id, user_id, name, scopes, token_hash)
   SELECT ${id(14)}, ${id(13)}, ${NAME}, '{READ}', 'grown ' || ${id(14)} ${SERIES} WHERE n % 100 = 1 AND n <= ${SYSTEMS}`,
  `INSERT INTO webhooks.endpoint (id, conference_id, body_id, url, place) SELECT ${id(15)}, $1, $3::uuid, 'https://receiver.example/', '' ${SERIES} WHERE n = 1`,
  `INSERT INTO webhooks.delivery (id, endpoint_id, conference_id, body_id, place, kind, subject_type, subject_id, occurred_at, state, attempts)
   SELECT ${id(15)}, (lpad(to_hex($2::int * 16 + 15), 8, '0') || '-0000-7000-8000-000000000001')::uuid, $1, $3::uuid, decode(lpad(to_hex(n), 12, '0'), 'hex'),
     'nomination.submitted', 'nomination', ${id(2)}, now(), CASE WHEN n < 400 AND n % 11 = 0 THEN 'FAILED' ELSE 'DELIVERED' END, 1 ${SERIES}`,
  // Answered, so that they hold no places. What the host did not agree to is the giver's and the host's alone.
  `INSERT INTO nominations.place_offer (id, conference_id, body_id, to_body_id, constituency_id, count, state, is_told, offered_by, expires_at)
   SELECT ${id(0)}, $1, ${BODY}, CASE WHEN ${BODY} = $3::uuid THEN $5::uuid ELSE $3::uuid END, $6::uuid, 1,
     CASE WHEN n % 3 = 0 THEN 'REFUSED' ELSE 'DECLINED' END, n % 3 <> 0, $8, now() ${SERIES} WHERE n % 5 = 0`,
  `INSERT INTO nominations.watch_list_entry (id, conference_id, name, name_fold, name_key, name_codes)
   SELECT ${id(12)}, $1, ${NAME}, lower(${NAME}), lower(${NAME}), ARRAY['K' || n % 89 || ' F' || n % 1009] ${SERIES} WHERE n <= ${FEW}`,
];
const TABLES =
  'nominations.person, nominations.nomination, nominations.organisation_text, approvals.review, approvals.batch, approvals.decision, notifications.message, audit.event, audit.seal, nominations.screening, platform.outbox, invitations.invitation, access.app_user, access.api_token, access.role_grant, webhooks.delivery, nominations.place_offer, nominations.watch_list_entry';

/**
 * Somebody's transaction may keep a vacuum from marking pages, and then an index alone does not answer. All tables are looked at, small
 * ones too: autovacuum looks at what is left out, sooner or later, and plans would change between two measurements.
 */
async function vacuumed(client: pg.Client): Promise<true | undefined> {
  await client.query('VACUUM (ANALYZE)');
  const { rows } = await client.query<{ unseen: number }>(
    `SELECT count(*)::int AS unseen FROM pg_class WHERE oid = ANY ($1::regclass[]::oid[]) AND relallvisible < relpages`,
    [TABLES.split(', ')],
  );
  return rows[0]?.unseen === 0 ? true : undefined;
}

/** From so many rows on, indexes are sooner made anew than filled row by row. */
const MANY = 50_000;

/** Drops what is no constraint, and gives the statements that make it again. */
async function withoutIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = ANY ($1::regclass[]::oid[]) AND NOT indisunique`,
    [TABLES.split(', ')],
  );
  await client.query(`SET maintenance_work_mem = '1GB'`);
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

/** What questions name, in each grown conference. */
export interface Landmarks extends Record<string, string> {
  readonly conference: string;
  readonly half: string;
  readonly small: string;
  readonly third: string;
  /** Of the third body alone. */
  readonly constituency: string;
  /** Of the directory; three nominations refer to it. */
  readonly organisation: string;
  /** Nominations: under review of half, under review of the small body, approved. */
  readonly underReview: string;
  readonly ofSmall: string;
  readonly approved: string;
  /** To somebody whom the body of half has nominated. */
  readonly message: string;
  /** Of an invitation. */
  readonly token: string;
  /** Of the body of half. */
  readonly endpoint: string;
}

/** As `id` makes them. */
const idOf = (number: number, table: number, n: number): string =>
  `${(number * 16 + table).toString(16).padStart(8, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** Fills a conference with so many nominations and what goes with them, behind the product's back; `number` tells its ids apart. */
export async function growConference(
  superuserUrl: string,
  world: World,
  { rows, number }: { readonly rows: number; readonly number: number },
): Promise<Landmarks> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    const made = async (text: string): Promise<string> =>
      (await client.query<{ id: string }>(text, [world.conferenceId])).rows[0]?.id ?? '';
    const third = await made(
      `INSERT INTO conference.body (id, conference_id, kind, code, name) VALUES (gen_random_uuid(), $1, 'PARTNER', 'THIRD', 'Third Body') RETURNING id`,
    );
    const constituency = await made(
      `INSERT INTO conference.constituency (id, conference_id, code, name, position) VALUES (gen_random_uuid(), $1, 'third', 'Third', 3) RETURNING id`,
    );
    const organisation = directoryOrganisationId(world.conferenceId, 'state:KN');
    const values = [
      world.conferenceId,
      number,
      world.icc,
      world.chathamHouse,
      third,
      world.business,
      world.academia,
      world.people.iccNominator.userId,
      world.people.otherOfficer.userId,
      '{"stages": []}',
      rows,
      JSON.stringify(sampleContent('DECISION_NOTICE').params),
      constituency,
      organisation,
    ];
    const indexes = rows < MANY ? [] : await withoutIndexes(client);
    for (const text of STATEMENTS) {
      const used = [...new Set([...text.matchAll(/\$(\d+)/g)].map(([, digits]) => Number(digits)))].sort(
        (a, b) => a - b,
      );
      // A parameter that a text does not name has no type.
      const renumbered = text.replace(
        /\$(\d+)/g,
        (_all, digits: string) => `$${used.indexOf(Number(digits)) + 1}`,
      );
      await client.query(
        renumbered,
        used.map((place) => values[place - 1]),
      );
    }
    for (const index of indexes) await client.query(index);
    await drain(() => vacuumed(client), {
      what: 'tables of which every page is known to be seen by all',
      timeoutMs: 600_000,
    });
    await feedSettled(client);
    return {
      conference: world.conferenceId,
      half: world.icc,
      small: world.chathamHouse,
      third,
      constituency,
      organisation,
      underReview: idOf(number, 2, 14),
      ofSmall: idOf(number, 2, 16),
      approved: idOf(number, 2, 38),
      message: idOf(number, 6, 38),
      token: `t${number}n38`.padStart(43, 'A'),
      endpoint: idOf(number, 15, 1),
    };
  } finally {
    await client.end();
  }
}
