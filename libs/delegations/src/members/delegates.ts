import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole, organisationsRead } from '#libs/kernel';
import { Database, type ReadMany } from '#libs/platform';
import { SEAT_ROLES } from '../domain/seats.js';
import {
  DELEGATES_BY_IDS,
  DELEGATES_OF,
  type DelegateFields,
  type DelegateRow,
} from '../persistence/delegate.statements.js';

/** Who is in delegations, for the host and auditors, and for whoever answers for the organisation. */
@Injectable()
export class Delegates {
  constructor(private readonly database: Database) {}

  readonly byIds: ReadMany<DelegateFields> = async (actor, ids) =>
    new Map((await this.read(actor, DELEGATES_BY_IDS, ids)).map((one) => [one.id, one]));

  /** By the invitation, in the order of a list of a delegation. */
  readonly ofInvitations: ReadMany<readonly DelegateFields[]> = async (actor, ids) => {
    const found = new Map<string, DelegateFields[]>();
    for (const one of await this.read(actor, DELEGATES_OF, ids))
      found.set(one.invitationId, [...(found.get(one.invitationId) ?? []), one]);
    for (const delegation of found.values())
      delegation.sort((one, other) => SEAT_ROLES.indexOf(one.role) - SEAT_ROLES.indexOf(other.role));
    return found;
  };

  private read(actor: Actor, statement: string, ids: readonly string[]): Promise<DelegateRow[]> {
    const sight = [conferencesReadWhole(actor), organisationsRead(actor)];
    return this.database.read<DelegateRow>(actor, statement, [ids, ...sight]);
  }
}
