import { Injectable } from '@nestjs/common';
import {
  type Actor,
  conferencesReadWhole,
  isId,
  isNamedKey,
  type Page,
  type PageRequest,
  readsConference,
  type Role,
  searchTerm,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
  type UserActor,
} from '#libs/kernel';
import { type Body, type Conference, ConferenceReference, type ConferenceSnapshot } from '#libs/conference';
import { isFoundBy } from '#libs/names';
import { Database, inSlices, type ReadMany, sightOf } from '#libs/platform';
import { type StaffGrant } from '../domain/staff.js';
import {
  COUNT_STAFF,
  LIST_STAFF,
  NAMES_OF_STAFF,
  READ_GRANTS_BY_IDS,
  READ_OFFERS,
  READ_OWN_GRANTS,
  READ_STAFF_GRANT,
  type StaffRow,
} from '../persistence/staff.statements.js';
import { mayManage, staffInSight } from '../policies/staff.policy.js';
import { type User } from './user-directory.js';

export interface GrantView extends StaffGrant {
  readonly conference: Conference;
  readonly body: Body | null;
  /** Null until the person has accepted. */
  readonly user: User | null;
  /** The caller may take the role away, or the offer back. */
  readonly canRevoke: boolean;
  /** The caller may write to the person once more. */
  readonly canRemind: boolean;
}

interface StaffRequest extends PageRequest {
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

  async run(actor: Actor, conferenceId: string, request: StaffRequest): Promise<Page<GrantView>> {
    const slice = sliceOf(request);
    const search = searchTerm(request.search, ['search']);
    const begin = sliceKey(slice, 2, isNamedKey) ?? [null, null];
    const { isWhole, bodyIds } = staffInSight(actor, conferenceId);
    const bodyId = request.bodyId ?? null;
    const isAnswerable = isId(conferenceId) && (bodyId === null || isId(bodyId));
    const { role = null, isConflicting = false } = request;
    const scope = [conferenceId, isWhole, bodyIds, bodyId, role, isConflicting];
    const found = isAnswerable && search !== '' ? await this.found(actor, scope, search) : null;
    const filter = [...scope, found];
    const rows = isAnswerable
      ? await this.database.read<StaffRow & { sort_name: string }>(actor, statementOf(LIST_STAFF, slice), [
          ...filter,
          ...begin,
          slice.size + 1,
        ])
      : [];
    const reference = await this.reference.current();
    return toPage(rows, {
      slice,
      key: (row) => [row.sort_name, row.id],
      node: (row) => toView(actor, row, reference),
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
  async one(actor: Actor, id: string): Promise<GrantView | null> {
    const [row] = await this.database.read<StaffRow>(actor, READ_STAFF_GRANT, [id, ...sightOf(actor)]);
    return row === undefined ? null : toView(actor, row, await this.reference.current());
  }

  /** The caller's own, offers to them included, and those of the staff that the caller may list. */
  readonly byIds: ReadMany<GrantView> = async (actor, ids) => {
    if (actor.kind !== 'user') return new Map();
    const { userId } = actor;
    const [known, offered] = await Promise.all([
      this.views(actor, READ_GRANTS_BY_IDS, [ids, ...sightOf(actor), userId]),
      this.offered(actor),
    ]);
    const own = known.filter((grant) => grant.userId === userId || isOfStaffInSight(actor, grant));
    const toCaller = offered.filter(({ id }) => ids.includes(id));
    return new Map([...own, ...toCaller].map((grant) => [grant.id, grant]));
  };

  /** Those that the caller holds, the oldest first. */
  async own(actor: UserActor): Promise<readonly GrantView[]> {
    return this.views(actor, READ_OWN_GRANTS, [actor.userId, conferencesReadWhole(actor)]);
  }

  /** What was offered to the caller's address and waits for an answer, the oldest first; at most 100. */
  async offered(actor: UserActor): Promise<readonly GrantView[]> {
    return this.views(actor, READ_OFFERS, []);
  }

  private async views(
    actor: UserActor,
    statement: string,
    values: readonly unknown[],
  ): Promise<readonly GrantView[]> {
    const [rows, reference] = await Promise.all([
      this.database.read<StaffRow>(actor, statement, values),
      this.reference.current(),
    ]);
    return rows.map((row) => toView(actor, row, reference));
  }
}

/** A grant as the caller sees it, with what it is within. */
export function toView(actor: Actor, grant: StaffRow, reference: ConferenceSnapshot): GrantView {
  const conference = reference.conference(grant.conferenceId);
  if (conference === undefined) throw new Error('A grant names a conference that nobody knows');
  const canManage = actor.kind === 'user' && actor.canWrite && mayManage(actor, grant);
  return {
    ...grant,
    conference,
    body: grant.bodyId === null ? null : (reference.body(grant.bodyId) ?? null),
    user: userOf(actor, grant),
    canRevoke: canManage && grant.state !== 'REVOKED',
    canRemind: canManage && (grant.state === 'OFFERED' || grant.state === 'LAPSED'),
  };
}

/** Whoever reads the conference whole sees who answers for its organisations. */
function isOfStaffInSight(actor: Actor, { conferenceId, bodyId, organisationId }: StaffGrant): boolean {
  if (organisationId !== null && readsConference(actor, conferenceId)) return true;
  const { isWhole, bodyIds } = staffInSight(actor, conferenceId);
  return isWhole || (bodyId !== null && bodyIds.includes(bodyId));
}

/** Who holds it, as everywhere: a colleague by name, oneself with address and language. */
function userOf(actor: Actor, { userId, name, email, language }: StaffRow): User | null {
  if (userId === null) return null;
  const isOwn = actor.kind === 'user' && actor.userId === userId;
  return { id: userId, name, email: isOwn ? email : null, language: isOwn ? language : null };
}
