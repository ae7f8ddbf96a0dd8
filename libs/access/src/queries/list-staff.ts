import { Injectable } from '@nestjs/common';
import {
  type Actor,
  decodeCursor,
  isId,
  type Page,
  pageSize,
  Refusal,
  type Role,
  searchTerm,
  toPage,
} from '#libs/kernel';
import { type Body, ConferenceReference } from '#libs/conference';
import { isFoundBy } from '#libs/names';
import { Database, inSlices, sightOf } from '#libs/platform';
import { type StaffGrant } from '../domain/staff.js';
import {
  COUNT_STAFF,
  LIST_STAFF,
  NAMES_OF_STAFF,
  READ_STAFF_GRANT,
  type StaffRow,
} from '../persistence/staff.statements.js';
import { mayManage, staffInSight } from '../policies/staff.policy.js';

export interface StaffGrantView extends StaffGrant {
  readonly body: Body | null;
  /** The caller may take the role away, or the offer back. */
  readonly canRevoke: boolean;
  /** The caller may write to the person once more. */
  readonly canRemind: boolean;
}

interface StaffRequest {
  readonly first: number;
  readonly after?: string | null;
  readonly bodyId?: string | null;
  readonly role?: Role | null;
  /** Only people with roles that nobody may hold together. */
  readonly isConflicting?: boolean;
  /** Words of the name or the address; empty is as good as absent. */
  readonly search?: string | null;
}

/** Who works for a conference, by name: all of them for administrators and auditors, those of the body for its coordinators. */
@Injectable()
export class ListStaff {
  constructor(
    private readonly database: Database,
    private readonly reference: ConferenceReference,
  ) {}

  async run(actor: Actor, conferenceId: string, request: StaffRequest): Promise<Page<StaffGrantView>> {
    const first = pageSize(request.first);
    const search = searchTerm(request.search, ['search']);
    const after = typeof request.after === 'string' ? staffKey(request.after) : [null, null];
    const { isWhole, bodyIds } = staffInSight(actor, conferenceId);
    const bodyId = request.bodyId ?? null;
    const isAnswerable = isId(conferenceId) && (bodyId === null || isId(bodyId));
    const { role = null, isConflicting = false } = request;
    const scope = [conferenceId, isWhole, bodyIds, bodyId, role, isConflicting];
    const found = isAnswerable && search !== '' ? await this.found(actor, scope, search) : null;
    const filter = [...scope, found];
    const rows = isAnswerable
      ? await this.database.read<StaffRow & { sort_name: string }>(actor, LIST_STAFF, [
          ...filter,
          ...after,
          first + 1,
        ])
      : [];
    const bodies = (await this.reference.conference(conferenceId))?.bodies ?? [];
    return toPage(rows, {
      first,
      after: request.after,
      key: (row) => [row.sort_name, row.id],
      node: (row) => toView(actor, row, bodies),
      totalCount: async () => {
        if (!isAnswerable) return 0;
        const [row] = await this.database.read<{ count: number }>(actor, COUNT_STAFF, filter);
        return row?.count ?? 0;
      },
    });
  }

  /** The grants within the scope that the search finds, by the names and addresses that the caller reads there. */
  private async found(actor: Actor, scope: readonly unknown[], search: string): Promise<string[]> {
    const rows = await this.database.read<{ id: string; name: string; email: string }>(
      actor,
      NAMES_OF_STAFF,
      [...scope, null],
    );
    const isFound = isFoundBy(search);
    const ids = await inSlices(actor, rows, ({ id, name, email }) =>
      isFound({ texts: [name], emails: [email] }) ? [id] : [],
    );
    return ids.flat();
  }

  /** One grant, live or revoked, after it was made or taken. */
  async one(actor: Actor, id: string): Promise<StaffGrantView | null> {
    const [row] = await this.database.read<StaffRow>(actor, READ_STAFF_GRANT, [id, ...sightOf(actor)]);
    if (row === undefined) return null;
    return toView(actor, row, (await this.reference.conference(row.conferenceId))?.bodies ?? []);
  }
}

function toView(actor: Actor, grant: StaffRow, bodies: readonly Body[]): StaffGrantView {
  const canManage = actor.kind === 'user' && actor.canWrite && mayManage(actor, grant);
  return {
    ...grant,
    body: bodies.find(({ id }) => id === grant.bodyId) ?? null,
    canRevoke: canManage && grant.state !== 'REVOKED',
    canRemind: canManage && (grant.state === 'OFFERED' || grant.state === 'LAPSED'),
  };
}

function staffKey(cursor: string): readonly [name: string, id: string] {
  const [name, id] = decodeCursor(cursor, 2);
  if (typeof name !== 'string' || name.includes('\u0000') || typeof id !== 'string' || !isId(id))
    throw new Refusal('INVALID_INPUT', 'This cursor is not one of the staff; start without it.', ['after']);
  return [name, id];
}
