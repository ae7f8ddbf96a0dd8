import { foldEmail, newId } from '#libs/kernel';
import { DEFAULT_APPROVAL_PLAN } from '#libs/approvals';
import { type Transaction } from '#libs/platform';
import { BODIES, CONSTITUENCIES, LONDON_2011, PRINCIPLES, QUOTAS, THEMES, WINDOWS } from './london-2011.js';
import { STAFF } from './staff.js';

const INSERT_CONFERENCE = `INSERT INTO conference.conference
  (id, slug, name, venue, city, starts_on, ends_on, time_zone, capacity, locales, approval_plan)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (slug) DO NOTHING`;
const INSERT_BODY = `INSERT INTO conference.body (id, conference_id, kind, code, name) VALUES ($1, $2, $3, $4, $5)`;
const INSERT_CONSTITUENCY = `INSERT INTO conference.constituency (id, conference_id, code, name, position) VALUES ($1, $2, $3, $4, $5)`;
const INSERT_THEME = `INSERT INTO conference.theme (id, conference_id, name, position) VALUES ($1, $2, $3, $4)`;
const INSERT_PRINCIPLE = `INSERT INTO conference.principle (id, conference_id, number, text) VALUES ($1, $2, $3, $4)`;
const INSERT_WINDOW = `INSERT INTO conference.time_window (id, conference_id, kind, opens_at, closes_at)
  VALUES ($1, $2, $3, clock_timestamp() - $4::integer * interval '1 day', clock_timestamp() + $5::integer * interval '1 day')`;
const INSERT_QUOTA = `INSERT INTO nominations.quota (id, conference_id, body_id, constituency_id, allotted) VALUES ($1, $2, $3, $4, $5)`;
const INSERT_ALLOCATION = `INSERT INTO nominations.quota_entry
  (id, conference_id, body_id, quota_id, kind, held_delta, consumed_delta, allotted_delta, reason)
  VALUES ($1, $2, $3, $4, 'ALLOCATE', 0, 0, $5, 'Demonstration')`;
const INSERT_USER = `INSERT INTO access.app_user (id, name, email, email_fold, language, is_demonstration)
  VALUES ($1, $2, $3, $4, $5, true)`;
const INSERT_GRANT = `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role) VALUES ($1, $2, $3, $4, $5)`;

/** Writes conference, bodies, quotas and staff; false when the conference was there already. One transaction: all or nothing. */
export async function loadReference(tx: Transaction): Promise<boolean> {
  const { slug, name, venue, city, startsOn, endsOn, timeZone, capacity, locales } = LONDON_2011;
  const id = newId();
  const plan = JSON.stringify(DEFAULT_APPROVAL_PLAN);
  const values = [id, slug, name, venue, city, startsOn, endsOn, timeZone, capacity, locales, plan];
  if ((await tx.execute(INSERT_CONFERENCE, values)) === 0) return false;
  const bodies = new Map<string, string>(BODIES.map(({ code }) => [code, newId()]));
  for (const body of BODIES)
    tx.write(INSERT_BODY, [bodies.get(body.code), id, body.kind, body.code, body.name]);
  const constituencies = new Map<string, string>(CONSTITUENCIES.map(({ code }) => [code, newId()]));
  CONSTITUENCIES.forEach((one, index) => {
    tx.write(INSERT_CONSTITUENCY, [constituencies.get(one.code), id, one.code, one.name, index + 1]);
  });
  for (const { body, constituency, places } of QUOTAS) {
    const place = [id, bodies.get(body), constituencies.get(constituency)];
    const quotaId = newId();
    tx.write(INSERT_QUOTA, [quotaId, ...place, places]);
    tx.write(INSERT_ALLOCATION, [newId(), id, bodies.get(body), quotaId, places]);
  }
  THEMES.forEach((theme, index) => {
    tx.write(INSERT_THEME, [newId(), id, theme, index + 1]);
  });
  PRINCIPLES.forEach((principle, index) => {
    tx.write(INSERT_PRINCIPLE, [newId(), id, index + 1, principle]);
  });
  for (const { kind, daysBefore, daysAfter } of WINDOWS) {
    tx.write(INSERT_WINDOW, [newId(), id, kind, daysBefore, daysAfter]);
  }
  loadStaff(tx, id, bodies);
  return true;
}

function loadStaff(tx: Transaction, conferenceId: string, bodies: ReadonlyMap<string, string>): void {
  for (const person of STAFF) {
    const userId = newId();
    const bodyId = 'body' in person ? bodies.get(person.body) : null;
    tx.write(INSERT_USER, [userId, person.name, person.email, foldEmail(person.email), person.language]);
    tx.write(INSERT_GRANT, [newId(), userId, conferenceId, bodyId, person.role]);
  }
}
