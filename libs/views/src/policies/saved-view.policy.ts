import { type Actor, bodiesRead, conferencesReadWhole } from '#libs/kernel';

/** Nobody but who saved a view changes it, whoever else reads it. */
export const mayChange = (actor: Actor, { userId }: { readonly userId: string }): boolean =>
  actor.kind === 'user' && actor.canWrite && actor.userId === userId;

/** The values of `inViewSight`: where the caller reads what is the host's, and what is a body's, and who they are. */
export const viewSightOf = (
  actor: Actor,
): readonly [conferences: readonly string[], bodies: readonly string[], user: string | null] => [
  conferencesReadWhole(actor),
  bodiesRead(actor),
  actor.kind === 'user' ? actor.userId : null,
];

/** SQL: the view is the caller's own or shared with them, where they have a role. The query layer's own wall, beside row-level security. */
export const inViewSight = (alias: string, first: number): string =>
  `(${alias}.user_id = $${first + 2}::uuid OR ${alias}.is_shared)
  AND ((${alias}.body_id IS NULL AND ${alias}.conference_id = ANY ($${first}::uuid[])) OR ${alias}.body_id = ANY ($${first + 1}::uuid[]))`;
