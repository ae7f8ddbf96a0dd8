import 'reflect-metadata';
import { type Actor, type Role, rolesThatRead } from '#libs/kernel';

/** Who may use a root field at all. What they may reach with it is for policies and the row-level walls to say. */
export type AccessRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'role'; readonly roles: readonly Role[] };

const ACCESS = Symbol('plenary:access');

const declare =
  (rule: AccessRule): MethodDecorator =>
  (_target, _name, descriptor) => {
    Reflect.defineMetadata(ACCESS, rule, descriptor.value as object);
  };

/** Declares who may use a query, mutation, subscription or route. What declares nothing is closed to everybody. */
export const Access = {
  /** Everybody, signed in or not. */
  public: (): MethodDecorator => declare({ kind: 'public' }),
  /** Whoever is signed in, whatever their grants. */
  signedIn: (): MethodDecorator => declare({ kind: 'signed-in' }),
  /** Whoever holds one of the roles in some scope; the use case checks the scope. */
  role: (...roles: [Role, ...Role[]]): MethodDecorator => declare({ kind: 'role', roles }),
  /** Whoever reads the whole of some conference; the query checks which. */
  readers: (): MethodDecorator => declare({ kind: 'role', roles: rolesThatRead('conference') }),
};

/** The rule that a resolver method declares, if it does. */
export const accessRuleOf = (method: object): AccessRule | undefined =>
  Reflect.getMetadata(ACCESS, method) as AccessRule | undefined;

export type AccessVerdict = 'allowed' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'TOKEN_ONLY_READS';

/**
 * Judges by the rule alone. A token without the WRITE scope may run no mutation but public ones.
 */
export function judgeAccess(rule: AccessRule | undefined, actor: Actor, isWrite: boolean): AccessVerdict {
  if (rule === undefined) return 'FORBIDDEN';
  if (rule.kind === 'public') return 'allowed';
  if (actor.kind !== 'user') return 'UNAUTHENTICATED';
  if (isWrite && !actor.canWrite) return 'TOKEN_ONLY_READS';
  if (rule.kind === 'signed-in') return 'allowed';
  return actor.grants.some((grant) => rule.roles.includes(grant.role)) ? 'allowed' : 'FORBIDDEN';
}
