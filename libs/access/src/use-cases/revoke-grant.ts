import { Injectable } from '@nestjs/common';
import { forbidden, isId, notFound, Refusal, type UserActor } from '#libs/kernel';
import { Commands, sightOf, type Transaction } from '#libs/platform';
import { ACCESS_ACTIONS } from '../domain/access.events.js';
import { type StaffGrant, SCOPE_OF_ROLE } from '../domain/staff.js';
import {
  LOCK_ADMINISTRATORS,
  READ_STAFF_GRANT,
  REVOKE_GRANT,
  type StaffRow,
  toStaffGrant,
} from '../persistence/staff.statements.js';
import { mayManage, WHO_MANAGES } from '../policies/staff.policy.js';

/** Takes a role from a person; in every process within a second. Revoking twice is no mistake. */
@Injectable()
export class RevokeGrant {
  constructor(private readonly commands: Commands) {}

  /** Refuses with NOT_FOUND, FORBIDDEN, LAST_ADMINISTRATOR and IDEMPOTENCY_KEY_REUSED. */
  async run(actor: UserActor, id: string, key: string): Promise<{ grantId: string }> {
    return this.commands.run(actor, { operation: 'revokeGrant', key, request: { id } }, async (tx) => {
      const [row] = isId(id) ? await tx.query<StaffRow>(READ_STAFF_GRANT, [id, ...sightOf(actor)]) : [];
      if (row === undefined) throw notFound('grant');
      const grant = toStaffGrant(row);
      if (!mayManage(actor, grant)) throw forbidden(WHO_MANAGES);
      await keepOneAdministrator(tx, grant);
      if ((await tx.execute(REVOKE_GRANT, [id])) === 1) audit(tx, grant);
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

function audit(tx: Transaction, grant: StaffGrant): void {
  tx.audit({
    conferenceId: grant.conferenceId,
    bodyId: SCOPE_OF_ROLE[grant.role] === 'PARTNER' ? grant.bodyId : null,
    action: ACCESS_ACTIONS.roleRevoked,
    subjectType: 'user',
    subjectId: grant.user.id,
    details: { grantId: grant.id, role: grant.role },
  });
}
