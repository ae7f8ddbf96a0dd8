import { Injectable } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { type AccessRule, accessRuleOf } from './access.js';

// Where @Query, @Mutation and @Subscription of @nestjs/graphql leave what they declare.
const ROOT_TYPE = 'graphql:resolver_type';
const FIELD_NAME = 'graphql:resolver_name';
const ROOTS: readonly unknown[] = ['Query', 'Mutation', 'Subscription'];

/** Which access every root field of the process declares. */
@Injectable()
export class AccessCatalogue {
  private found: ReadonlyMap<string, AccessRule | undefined> | undefined;

  constructor(private readonly modules: ModulesContainer) {}

  /** By `Query.nominations`, `Mutation.submitNomination` …; undefined where a field declares nothing. */
  rules(): ReadonlyMap<string, AccessRule | undefined> {
    this.found ??= new Map(this.read());
    return this.found;
  }

  /** Throws with the names of root fields without a declaration: they would be closed to everybody. */
  refuseBareFields(): void {
    const bare = [...this.rules()].filter(([, rule]) => rule === undefined).map(([field]) => field);
    if (bare.length > 0) throw new Error(`These root fields declare no @Access: ${bare.join(', ')}`);
  }

  private *read(): Iterable<[string, AccessRule | undefined]> {
    const scanner = new MetadataScanner();
    for (const module of this.modules.values()) {
      for (const { instance } of module.providers.values()) {
        if (typeof instance !== 'object' || instance === null) continue;
        const prototype = Object.getPrototypeOf(instance) as Record<string, unknown> | null;
        if (prototype === null) continue;
        for (const name of scanner.getAllMethodNames(prototype)) {
          const method = prototype[name];
          if (typeof method !== 'function') continue;
          const root: unknown = Reflect.getMetadata(ROOT_TYPE, method);
          if (!ROOTS.includes(root)) continue;
          const field = (Reflect.getMetadata(FIELD_NAME, method) as string | undefined) ?? name;
          yield [`${String(root)}.${field}`, accessRuleOf(method)];
        }
      }
    }
  }
}
