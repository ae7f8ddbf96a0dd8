import { Injectable } from '@nestjs/common';
import { type Actor, type GrantFact, isId, type UserActor } from '#libs/kernel';
import { Database } from '#libs/platform';
import { FIND_USER } from '../persistence/credential.statements.js';

const SYSTEM: Actor = { kind: 'system', task: 'act-for-user' };

/** Whoever has asked for work that the worker does later, with the roles of this moment. */
@Injectable()
export class ActingUsers {
  constructor(private readonly database: Database) {}

  /**
   * The user with the grants that they hold now; undefined for one who is unknown or disabled. For the worker, whose own walls show
   * every row: what it does then is bound by the domain's rules and each statement's wall, as a request of theirs would be.
   * @param workId what is done for them: stands for the credential of a request
   */
  async find(userId: string, workId: string): Promise<UserActor | undefined> {
    if (!isId(userId)) return undefined;
    const [row] = await this.database.read<{ grants: GrantFact[]; system_of: string | null }>(
      SYSTEM,
      FIND_USER,
      [userId],
    );
    if (row === undefined) return undefined;
    return {
      kind: 'user',
      userId,
      grants: row.grants,
      canWrite: true,
      via: 'session',
      credentialId: workId,
      ...(row.system_of !== null && { systemOf: row.system_of }),
    };
  }
}
