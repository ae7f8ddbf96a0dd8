import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { hashSecret } from '#libs/access';
import { newId, type UserActor } from '#libs/kernel';
import { buildWorld, nominationKeys, personKeys, type World } from '#libs/nominations/testing';
import { DEFAULT_APPROVAL_PLAN } from '#libs/approvals';
import { inventPerson } from './names.js';

export const NOMINATIONS = 100_000;
/** One body has the bulk, so that it has a row 90,000 too. */
export const NOMINATIONS_OF_THE_LARGEST = 94_000;
const CHUNK = 5_000;
const PLACES = 1_000_000;

export interface Seed {
  readonly world: World;
  /** API tokens, by the person. */
  readonly tokens: Readonly<Record<keyof World['people'], string>>;
}

/** States of a hundred nominations, spread as in a conference at its height. */
const STATES = [
  ...Array.from({ length: 22 }, () => 'DRAFT'),
  ...Array.from({ length: 12 }, () => 'SUBMITTED'),
  ...Array.from({ length: 38 }, () => 'UNDER_REVIEW'),
  ...Array.from({ length: 4 }, () => 'RETURNED'),
  ...Array.from({ length: 15 }, () => 'APPROVED'),
  ...Array.from({ length: 4 }, () => 'RESERVED'),
  ...Array.from({ length: 3 }, () => 'REJECTED'),
  ...Array.from({ length: 2 }, () => 'WITHDRAWN'),
];

const INSERT_PEOPLE = `INSERT INTO nominations.person (id, conference_id, body_id, name, email, email_fold, organisation, country, language,
    name_key, name_codes)
  SELECT v.person, $1, v.body, v.name, v.email, v.email, v.organisation, v.country, 'en', v.name_key, string_to_array(v.codes, '|')
  FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
    AS v (person, body, name, email, organisation, country, name_key, codes)`;
const INSERT_NOMINATIONS = `INSERT INTO nominations.nomination
    (id, conference_id, body_id, constituency_id, person_id, reference, state, capacity, justification, rank, created_by, last_edited_by,
     submitted_at, search_text, sort_name)
  SELECT v.id, $1, v.body, v.constituency, v.person, v.reference, v.state, 'DELEGATE', 'Known for patient work on the questions of the conference.',
    v.rank, v.maker, v.maker, CASE WHEN v.state = 'DRAFT' THEN NULL ELSE clock_timestamp() END, v.search_text, v.sort_name
  FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::int[], $9::uuid[], $10::text[], $11::text[])
    AS v (id, body, constituency, person, reference, state, rank, maker, search_text, sort_name)`;
const INSERT_REVIEWS = `INSERT INTO approvals.review
    (id, conference_id, body_id, subject_type, subject_id, plan, stage, due_at, created_by, last_edited_by, recommendation, recommended_by)
  SELECT gen_random_uuid(), n.conference_id, n.body_id, 'nomination', n.id, $1::jsonb,
    CASE WHEN n.nr % 3 = 0 THEN 'SIGN_OFF' ELSE 'REVIEW' END, clock_timestamp() + n.nr % 72 * interval '1 hour', n.created_by, n.last_edited_by,
    CASE WHEN n.nr % 3 = 0 THEN 'APPROVE' END, CASE WHEN n.nr % 3 = 0 THEN ARRAY[$2::uuid] ELSE '{}' END
  FROM (SELECT *, row_number() OVER (ORDER BY id) AS nr FROM nominations.nomination WHERE state IN ('SUBMITTED', 'UNDER_REVIEW')) n`;
const COUNT_PLACES = `UPDATE nominations.quota q SET held = v.held, consumed = v.consumed
  FROM (SELECT body_id, constituency_id, count(*) FILTER (WHERE state IN ('SUBMITTED', 'UNDER_REVIEW', 'RETURNED')) AS held,
      count(*) FILTER (WHERE state = 'APPROVED') AS consumed FROM nominations.nomination GROUP BY 1, 2) v
  WHERE v.body_id = q.body_id AND v.constituency_id = q.constituency_id`;

/** Fills a migrated database as superuser: one conference, its people with their tokens, 100,000 nominations. */
export async function seed(superuserUrl: string): Promise<Seed> {
  const world = await buildWorld(superuserUrl, { places: PLACES, slug: 'bench' });
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const tokens = await issueTokens(client, world);
    for (let from = 0; from < NOMINATIONS; from += CHUNK) await insertChunk(client, world, from);
    await client.query(INSERT_REVIEWS, [
      JSON.stringify(DEFAULT_APPROVAL_PLAN),
      world.people.otherOfficer.userId,
    ]);
    await client.query(COUNT_PLACES);
    await client.query('VACUUM (ANALYZE)');
    return { world, tokens };
  } finally {
    await client.end();
  }
}

async function issueTokens(client: pg.Client, world: World): Promise<Seed['tokens']> {
  const tokens: Record<string, string> = {};
  for (const [name, actor] of Object.entries<UserActor>(world.people)) {
    const secret = `plenary_${randomBytes(32).toString('base64url')}`;
    await client.query(
      `INSERT INTO access.api_token (id, user_id, name, scopes, token_hash) VALUES ($1, $2, 'Bench', '{READ,WRITE}', $3)`,
      [newId(), actor.userId, hashSecret(secret)],
    );
    tokens[name] = secret;
  }
  return tokens as Seed['tokens'];
}

async function insertChunk(client: pg.Client, world: World, from: number): Promise<void> {
  const rows = Array.from({ length: CHUNK }, (_, offset) => row(world, from + offset));
  const column = <T>(pick: (one: (typeof rows)[number]) => T): T[] => rows.map(pick);
  await client.query(INSERT_PEOPLE, [
    world.conferenceId,
    column((r) => r.personId),
    column((r) => r.bodyId),
    column((r) => r.person.name),
    column((r) => r.person.email),
    column((r) => r.person.organisation),
    column((r) => r.person.country),
    column((r) => personKeys(r.person).nameKey),
    column((r) => personKeys(r.person).nameCodes.join('|')),
  ]);
  await client.query(INSERT_NOMINATIONS, [
    world.conferenceId,
    column((r) => r.id),
    column((r) => r.bodyId),
    column((r) => r.constituencyId),
    column((r) => r.personId),
    column((r) => r.reference),
    column((r) => r.state),
    column((r) => r.rank),
    column((r) => r.createdBy),
    column((r) => nominationKeys(r.person, r.reference).searchText),
    column((r) => nominationKeys(r.person, r.reference).sortName),
  ]);
}

function row(world: World, index: number) {
  const { icc, chathamHouse, business, academia, people } = world;
  // Three of fifty are the smaller body’s, so that every page of the host has both.
  const isLargest = index % 50 < (50 * NOMINATIONS_OF_THE_LARGEST) / NOMINATIONS;
  const maker = isLargest ? people.iccNominator : people.chNominator;
  return {
    id: newId(),
    personId: newId(),
    person: inventPerson(index),
    bodyId: isLargest ? icc : chathamHouse,
    constituencyId: index % 3 === 0 ? academia : business,
    reference: `${isLargest ? 'ICC' : 'CH'}-${index.toString(36).toUpperCase().padStart(6, '0')}`,
    state: STATES[(index * 37) % STATES.length]!,
    rank: index % 4 === 0 ? null : (index % 900) + 1,
    createdBy: maker.userId,
  };
}
