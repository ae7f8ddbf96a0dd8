import { Injectable } from '@nestjs/common';
import { type BodyContact, BodyContacts } from '#libs/notifications';
import { type Transaction } from '#libs/platform';

const COORDINATORS = `SELECT DISTINCT ON (g.body_id, u.id) g.body_id AS "bodyId", u.id AS "userId", u.name, u.email, u.language
  FROM access.role_grant g JOIN access.app_user u ON u.id = g.user_id
  WHERE g.body_id = ANY ($1::uuid[]) AND g.role = 'PARTNER_COORDINATOR' AND g.revoked_at IS NULL AND u.disabled_at IS NULL
  ORDER BY g.body_id, u.id`;

/** Who answers for a body, by the grants of the moment. The walls hold: a partner learns its own coordinators only. */
@Injectable()
export class GrantedBodyContacts extends BodyContacts {
  async coordinators(
    tx: Pick<Transaction, 'query'>,
    bodyIds: readonly string[],
  ): Promise<readonly BodyContact[]> {
    if (bodyIds.length === 0) return [];
    return tx.query<BodyContact & Record<string, unknown>>(COORDINATORS, [bodyIds]);
  }
}
