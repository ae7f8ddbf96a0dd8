import { newId } from '#libs/kernel';
import { invitedOrganisation } from './organisation-invitations.js';
import { type Product } from './product.js';

const COUNT = `INSERT INTO issuing.series AS s (conference_id, prefix, year, last) VALUES ($1, 'TC', 2027, 1)
  ON CONFLICT (conference_id) DO UPDATE SET last = s.last + 1 RETURNING s.last`;
const INSERT = `INSERT INTO issuing.issued_document (id, conference_id, number, kind, version, state, subject_type, subject_id, names, template,
    facts, secret, secret_key, number_key, issued_by)
  VALUES ($1, $2, $3, 'ORGANISATION_INVITATION', 1, 'VALID', 'organisation-invitation', $4, '{Sample}', 'letter', '{}', $5, $5, $3, $6)`;

/** A letter that was issued, put there behind the product's back: nobody can draw it, or verify it. */
export async function issuedDocument(
  product: Pick<Product, 'admin' | 'world'>,
): Promise<{ readonly id: string; readonly invitationId: string }> {
  const { admin, world } = product;
  const [id, invited] = [newId(), await invitedOrganisation(product, { state: 'SENT' })];
  const { rows } = await admin.query<{ last: number }>(COUNT, [world.conferenceId]);
  await admin.query(INSERT, [
    id,
    world.conferenceId,
    `TC-2027-${String(rows[0]?.last ?? 0).padStart(6, '0')}`,
    invited.id,
    id,
    world.people.officer.userId,
  ]);
  return { id, invitationId: invited.id };
}
