import { Injectable } from '@nestjs/common';
import { type Role } from '#libs/kernel';
import { type Transaction } from '#libs/platform';

/** Somebody of the staff, with where to reach them. */
export interface StaffMember {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** BCP 47 tag. */
  readonly language: string;
}

const WITH_ROLES = `SELECT DISTINCT u.id AS "userId", u.name, u.email, u.language
  FROM access.role_grant g JOIN access.app_user u ON u.id = g.user_id
  WHERE g.conference_id = $1 AND g.role = ANY ($2::text[]) AND g.revoked_at IS NULL AND u.disabled_at IS NULL ORDER BY u.id`;

const ANSWERING_FOR = `SELECT DISTINCT u.id AS "userId", u.name, u.email, u.language
  FROM access.role_grant g JOIN access.app_user u ON u.id = g.user_id
  WHERE g.conference_id = $1 AND g.organisation_id = $2 AND g.revoked_at IS NULL AND u.disabled_at IS NULL ORDER BY u.id`;

/** Who holds a role in a conference, for notices to them. */
@Injectable()
export class StaffDirectory {
  /** Everybody with one of the roles, each once, as far as the transaction's actor may see them. */
  withRoles(
    tx: Pick<Transaction, 'query'>,
    conferenceId: string,
    roles: readonly Role[],
  ): Promise<StaffMember[]> {
    return tx.query<StaffMember & Record<string, unknown>>(WITH_ROLES, [conferenceId, roles]);
  }

  /** Whoever answers for an organisation, each once, as far as the transaction's actor may see them. */
  answeringFor(
    tx: Pick<Transaction, 'query'>,
    conferenceId: string,
    organisationId: string,
  ): Promise<StaffMember[]> {
    return tx.query<StaffMember & Record<string, unknown>>(ANSWERING_FOR, [conferenceId, organisationId]);
  }
}
