import { type CanActivate, type ExecutionContext, Injectable, NotFoundException } from '@nestjs/common';
import { type GraphQLResolveInfo, OperationTypeNode } from 'graphql';
import { type Actor, notFound, worksFor } from '#libs/kernel';
import { type AccessRule, accessRuleOf, judgeAccess } from './access.js';
import { ApiError } from '../http/api-error.js';
import { accessError } from './access-error.js';
import { type GraphQLContext } from './graphql-context.js';

/** How a query names the conference that it is about. */
interface Args {
  readonly conferenceId?: unknown;
  readonly filter?: { readonly conferenceId?: unknown } | null;
}

/** A conference in which the caller has no part is as one that does not exist: NOT_FOUND, never an empty list. */
function requireSeenConference(actor: Actor, { conferenceId, filter }: Args): void {
  for (const id of [conferenceId, filter?.conferenceId]) {
    if (id === undefined || id === null) continue;
    if (typeof id !== 'string' || !worksFor(actor, id))
      throw new ApiError('NOT_FOUND', notFound('conference').message);
  }
}

/**
 * The one guard of the process: every root field and every route passes it, and what declares no access is refused.
 * Routes of controllers know no actor, so only public ones are open.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly rules = new WeakMap<object, AccessRule>();

  canActivate(execution: ExecutionContext): boolean {
    const rule = this.ruleOf(execution.getHandler());
    if (execution.getType<string>() !== 'graphql') {
      if (rule?.kind === 'public') return true;
      throw new NotFoundException();
    }
    const [, args, context, info] = execution.getArgs<[unknown, Args, GraphQLContext, GraphQLResolveInfo]>();
    const { operation } = info.operation;
    const verdict = judgeAccess(rule, context.actor, operation === OperationTypeNode.MUTATION);
    // Mutations say so in their payload. Who is nobody yet is told that first, for they may see it once they have signed in.
    if (operation === OperationTypeNode.QUERY && verdict !== 'UNAUTHENTICATED' && rule?.kind !== 'public')
      requireSeenConference(context.actor, args);
    if (verdict !== 'allowed') throw accessError(verdict);
    return true;
  }

  private ruleOf(method: object): AccessRule | undefined {
    let rule = this.rules.get(method);
    if (rule === undefined) {
      rule = accessRuleOf(method);
      if (rule !== undefined) this.rules.set(method, rule);
    }
    return rule;
  }
}
