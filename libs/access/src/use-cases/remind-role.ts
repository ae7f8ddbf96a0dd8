import { Injectable } from '@nestjs/common';
import { forbidden, hasConferenceRole, isId, notFound, Refusal, type UserActor } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { Commands, sightOf } from '#libs/platform';
import { ACCESS_ACTIONS } from '../domain/audit-actions.js';
import { COUNT_REMINDER, READ_STAFF_GRANT, type StaffRow } from '../persistence/staff.statements.js';
import { mayManage, WHO_MANAGES } from '../policies/staff.policy.js';
import { auditGrant } from './audit-grant.js';
import { RoleOffers } from './role-offers.js';

/** Writes once more to somebody who has not answered whether they accept a role. */
@Injectable()
export class RemindRole {
  constructor(
    private readonly commands: Commands,
    private readonly reference: ConferenceReference,
    private readonly offers: RoleOffers,
  ) {}

  /** Refuses with NOT_FOUND, FORBIDDEN, ACTION_UNAVAILABLE (answered, or taken back), RATE_LIMITED and IDEMPOTENCY_KEY_REUSED. */
  async run(actor: UserActor, id: string, key: string): Promise<{ grantId: string }> {
    return this.commands.run(actor, { operation: 'remindRole', key, request: { id } }, async (tx) => {
      const [grant] = isId(id) ? await tx.query<StaffRow>(READ_STAFF_GRANT, [id, ...sightOf(actor)]) : [];
      const conference = grant && (await this.reference.conference(grant.conferenceId));
      if (grant === undefined || conference === undefined) throw notFound('grant');
      if (!mayManage(actor, grant)) throw forbidden(WHO_MANAGES);
      const [counted] = await tx.query<{ mails: number; offeredUntil: Date }>(COUNT_REMINDER, [id]);
      if (counted === undefined)
        throw new Refusal('ACTION_UNAVAILABLE', 'This person has answered, or the role was taken back.', [
          'id',
        ]);
      await this.offers.send(tx, grant, {
        conference,
        body: conference.bodies.find((body) => body.id === grant.bodyId) ?? null,
        organisationName: grant.organisationName,
        isWhole: hasConferenceRole(actor, conference.id, 'HOST_ADMINISTRATOR'),
        version: counted.mails,
        until: counted.offeredUntil,
      });
      auditGrant(tx, ACCESS_ACTIONS.roleReminded, grant);
      return { grantId: id };
    });
  }
}
