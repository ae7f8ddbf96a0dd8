import { type Actor, hasBodyRole } from '#libs/kernel';
import { actionsIn, type ImportListAction, type ImportListState } from '../domain/import-list.js';

/** Lists are for who drafts for their body. To everybody else, the host included, there are none. */
const DRAFTERS = ['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR'] as const;

export const WHO_LOADS = 'Only a nominator or coordinator of this body can load a list.';
const WHO_UNDOES = 'Only a coordinator of this body can take an applied list back: its drafts are withdrawn.';

export const mayDraftFor = (actor: Actor, bodyId: string): boolean => hasBodyRole(actor, bodyId, ...DRAFTERS);

export const mayWriteFor = (actor: Actor, bodyId: string): boolean =>
  actor.kind === 'user' && actor.canWrite && mayDraftFor(actor, bodyId);

/** Withdrawing is a coordinator's, so taking a list back is too. */
export const isUndoer = (actor: Actor, bodyId: string): boolean =>
  hasBodyRole(actor, bodyId, 'PARTNER_COORDINATOR');

/** Why an actor who writes lists of the body cannot do this; undefined where they can. */
export const notTheirs = (actor: Actor, bodyId: string, action: ImportListAction): string | undefined =>
  action === 'UNDO' && !isUndoer(actor, bodyId) ? WHO_UNDOES : undefined;

export const availableActions = (
  actor: Actor,
  { bodyId, state, hasRows }: { bodyId: string; state: ImportListState; hasRows: boolean },
): readonly ImportListAction[] =>
  mayWriteFor(actor, bodyId)
    ? actionsIn(state).filter(
        (action) => notTheirs(actor, bodyId, action) === undefined && (hasRows || action === 'ABANDON'),
      )
    : [];

/** The bodies whose lists the actor reads: the value of `inListSight`. */
export const listSightOf = (actor: Actor): readonly string[] =>
  actor.kind === 'user'
    ? actor.grants.flatMap(({ bodyId }) => (bodyId !== null && mayDraftFor(actor, bodyId) ? bodyId : []))
    : [];

/** SQL: the list is the caller's to see. The query layer's own wall, beside row-level security, which knows no roles when it reads. */
export const inListSight = (alias: string, parameter: number): string =>
  `${alias}.body_id = ANY ($${parameter}::uuid[])`;
