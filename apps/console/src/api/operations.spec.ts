import {
  Kind,
  OperationTypeNode,
  print,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../testing/schema';

const modules = import.meta.glob<Record<string, unknown>>(
  ['../features/**/*operations.ts', '../features/**/mutations.ts'],
  { eager: true },
);

function isDocument(value: unknown): value is DocumentNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === Kind.DOCUMENT;
}

function operationOf(document: DocumentNode): OperationDefinitionNode | undefined {
  return document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

const operations = Object.values(modules)
  .flatMap((module) => Object.values(module).filter(isDocument))
  .flatMap((document) => {
    const operation = operationOf(document);
    return operation === undefined ? [] : [{ name: operation.name?.value ?? '', operation, document }];
  });

describe('the operations', () => {
  it('have names of their own, by which logs and allow-lists know them', () => {
    const names = operations.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(35);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('');
  });

  it.each(operations.map(({ name, document }) => [name, document] as const))(
    'fit the committed schema: %s',
    (_name, document) => {
      expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
    },
  );

  it('read the code, the message and the path of every refusal', () => {
    const mutations = operations.filter(
      ({ operation }) => operation.operation === OperationTypeNode.MUTATION,
    );
    const silent = mutations.filter(
      ({ document }) => !/errors \{\s+code\s+message\s+path/.test(print(document)),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('call every mutation of the schema', () => {
    const called = operations.map(({ document }) => print(document)).join('\n');
    const fields = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(fields.filter((field) => !called.includes(`${field}(`) && !called.includes(`${field} {`))).toEqual(
      [],
    );
  });
});
