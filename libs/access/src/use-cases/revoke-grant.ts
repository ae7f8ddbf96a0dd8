import { Injectable } from '@nestjs/common';
import { forbidden, isId, notFound, Refusal, type UserActor } from '#libs/kernel';
import { Commands, sightOf, type Transaction } from '#libs/platform';
import { ACCESS_ACTIONS } from '../domain/audit-actions.js';
import { type StaffGrant } from '../domain/staff.js';
import {
  LOCK_ADMINISTRATORS,
  READ_STAFF_GRANT,
  REVOKE_GRANT,
  type StaffRow,
} from '../persistence/staff.statements.js';
import { mayManage, WHO_MANAGES } from '../policies/staff.policy.js';
import { auditGrant } from './audit-grant.js';

/** Takes a role from a person, in every process within a second, or an offer back. Revoking twice is no mistake. */
@Injectable()
export class RevokeGrant {
  constructor(private readonly commands: Commands) {}

  /** Refuses with NOT_FOUND, FORBIDDEN, LAST_ADMINISTRATOR and IDEMPOTENCY_KEY_REUSED. */
  async run(actor: UserActor, id: string, key: string): Promise<{ grantId: string }> {
    return this.commands.run(actor, { operation: 'revokeGrant', key, request: { id } }, async (tx) => {
      const [grant] = isId(id) ? await tx.query<StaffRow>(READ_STAFF_GRANT, [id, ...sightOf(actor)]) : [];
      if (grant === undefined) throw notFound('grant');
      if (!mayManage(actor, grant)) throw forbidden(WHO_MANAGES);
      await keepOneAdministrator(tx, grant);
      if ((await tx.execute(REVOKE_GRANT, [id])) === 1) auditGrant(tx, ACCESS_ACTIONS.roleRevoked, grant);
      return { grantId: id };
    });
  }
}

/** A conference that nobody can configure could only be mended in its database. */
async function keepOneAdministrator(tx: Transaction, grant: StaffGrant): Promise<void> {
  if (grant.role !== 'HOST_ADMINISTRATOR') return;
  const live = await tx.query<{ id: string }>(LOCK_ADMINISTRATORS, [grant.conferenceId]);
  if (live.length === 1 && live[0]?.id === grant.id) {
    throw new Refusal(
      'LAST_ADMINISTRATOR',
      'This is the only administrator of the conference. Give the role to somebody else first.',
      ['id'],
    );
  }
}
