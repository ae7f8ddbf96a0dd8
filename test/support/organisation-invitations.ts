import { newId } from '#libs/kernel';
import { type Person, type Product } from './product.js';

interface Said {
  /** English. */
  readonly name: string;
  readonly state: string;
  /** So many days from today. */
  readonly replyIn: number;
  /** Who has drafted it; the officer of the world where nobody is named. */
  readonly drafter: string;
  readonly signatory: string;
}

/** What a letter needs, in the state that it is in. */
const INSERT = `INSERT INTO delegations.organisation_invitation (id, conference_id, organisation_id, state, level, seats, reply_by, language,
    signatory, salutation, editors, created_by, approved_by, approved_at, sent_at)
  SELECT $1::uuid, $2::uuid, $3::uuid, $4::text, 'MINISTER', '{"HEAD": 1, "DELEGATE": 2}', current_date + $5::int, 'en', $6, 'Excellency,',
    ARRAY[$7::uuid], $7::uuid, CASE WHEN $4 NOT IN ('DRAFT', 'REVOKED') THEN $8::uuid END, CASE WHEN $4 NOT IN ('DRAFT', 'REVOKED') THEN now() END,
    CASE WHEN $4 IN ('SENT', 'ACCEPTED', 'REGRETS', 'LAPSED') THEN now() END`;
const ADD = `WITH written AS (
    INSERT INTO organisations.catalogue AS c (conference_id, is_listed, revision) VALUES ($2, false, 1)
    ON CONFLICT (conference_id, is_listed) DO UPDATE SET revision = c.revision + 1 RETURNING revision)
  INSERT INTO organisations.organisation (id, conference_id, kind, official_names, short_names, aliases, former_names, sort_names, mail_domains,
    is_listed, revision, created_by)
  SELECT $1::uuid, $2::uuid, 'OTHER', jsonb_build_object('en', $3::text), '{}', '{}', '[]', '{}', '{}', false, revision, $4 FROM written`;

/** Somebody in the delegation of an organisation that has accepted, put there behind the product's back. */
export async function namedDelegate(
  { admin, world }: Pick<Product, 'admin' | 'world'>,
  { delegate = 'Noor Muestra', ...said }: Partial<Said> & { readonly delegate?: string } = {},
): Promise<{ readonly id: string; readonly invitationId: string; readonly organisationId: string }> {
  const invited = await invitedOrganisation({ admin, world }, { ...said, state: 'ACCEPTED' });
  const id = newId();
  await admin.query(
    `INSERT INTO delegations.delegate (id, conference_id, organisation_id, invitation_id, role, name, name_key, named_by)
     VALUES ($1, $2, $3, $4, 'DELEGATE', $5, lower($5), $6)`,
    [id, world.conferenceId, invited.organisationId, invited.id, delegate, world.people.officer.userId],
  );
  return { id, invitationId: invited.id, organisationId: invited.organisationId };
}

/** Lets somebody answer for an organisation. */
export async function answersFor(
  { admin, world: { conferenceId, people } }: Pick<Product, 'admin' | 'world'>,
  person: Person,
  organisationId: string,
): Promise<void> {
  await admin.query(
    `INSERT INTO access.role_grant (id, user_id, conference_id, role, organisation_id, organisation_name)
     VALUES ($1, $2, $3, 'FOCAL_POINT', $4, 'Sample')`,
    [newId(), people[person].userId, conferenceId, organisationId],
  );
}

/** An organisation of a conference with an invitation, put there behind the product's back. */
export async function invitedOrganisation(
  { admin, world: { conferenceId, people } }: Pick<Product, 'admin' | 'world'>,
  said: Partial<Said> = {},
): Promise<{ readonly id: string; readonly organisationId: string }> {
  const [id, organisationId] = [newId(), newId()];
  const officer = people.officer.userId;
  await admin.query(ADD, [organisationId, conferenceId, said.name ?? `Sample ${organisationId}`, officer]);
  await admin.query(INSERT, [
    id,
    conferenceId,
    organisationId,
    said.state ?? 'DRAFT',
    said.replyIn ?? 30,
    said.signatory ?? null,
    said.drafter ?? officer,
    people.approver.userId,
  ]);
  return { id, organisationId };
}

/** Whom the host knows at an organisation, at these addresses. */
export async function contactsOf(
  { admin, world: { conferenceId } }: Pick<Product, 'admin' | 'world'>,
  organisationId: string,
  emails: readonly string[],
): Promise<void> {
  await admin.query(
    `INSERT INTO organisations.contact (id, conference_id, organisation_id, list, name, email, position)
     SELECT gen_random_uuid(), $1, $2, 'Protocol', 'Contact ' || k.place, k.email, k.place
     FROM unnest($3::text[]) WITH ORDINALITY AS k (email, place)`,
    [conferenceId, organisationId, emails],
  );
}
