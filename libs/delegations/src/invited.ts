import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { MergeRules, OrganisationDirectory } from '#libs/organisations';
import { type Transaction } from '#libs/platform';
import { LIVING_OF, LOCK_INVITED } from './persistence/organisation-invitation.statements.js';

/** Which organisations have an invitation that is not revoked; two that have one each are not merged. */
@Injectable()
export class Invited implements OnModuleInit {
  constructor(
    private readonly organisations: OrganisationDirectory,
    private readonly rules: MergeRules,
  ) {}

  onModuleInit(): void {
    this.rules.register(async (tx, kept, merged) => {
      const { conferenceId } = kept;
      await this.lock(tx, conferenceId);
      const invited = [
        await this.among(tx, conferenceId, [kept.id]),
        await this.among(tx, conferenceId, [merged.id]),
      ];
      if (invited.every((living) => living.length > 0))
        throw new Refusal(
          'ACTION_UNAVAILABLE',
          'Both organisations have an invitation that is not revoked. Revoke one of the two first.',
        );
    });
  }

  /** Whoever invites or merges in a conference does so one after the other, until the end of the transaction. */
  async lock(tx: Transaction, conferenceId: string): Promise<void> {
    await tx.query(LOCK_INVITED, [`delegations.invited ${conferenceId}`]);
  }

  /** Those of these organisations, and of whatever is merged into them, that have one. */
  async among(tx: Transaction, conferenceId: string, ids: readonly string[]): Promise<string[]> {
    const records = await this.organisations.withMerged(tx, conferenceId, ids);
    const rows = await tx.query<{ organisationId: string }>(LIVING_OF, [conferenceId, records]);
    return rows.map(({ organisationId }) => organisationId);
  }
}
