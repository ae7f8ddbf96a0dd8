import { type CanActivate, type ExecutionContext, Injectable, NotFoundException } from '@nestjs/common';
import { type GraphQLResolveInfo, OperationTypeNode } from 'graphql';
import { type AccessRule, accessRuleOf, judgeAccess } from './access.js';
import { accessError } from './api-error.js';
import { type GraphQLContext } from './graphql-context.js';

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
    const [, , context, info] = execution.getArgs<[unknown, unknown, GraphQLContext, GraphQLResolveInfo]>();
    const verdict = judgeAccess(rule, context.actor, info.operation.operation === OperationTypeNode.MUTATION);
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
