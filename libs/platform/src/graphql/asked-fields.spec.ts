import { describe, expect, it } from '@jest/globals';
import { type FieldNode, type FragmentDefinitionNode, Kind, parse } from 'graphql';
import { askedFields } from './asked-fields.js';

function ask(source: string): string[] {
  const { definitions } = parse(source);
  const fragments: Record<string, FragmentDefinitionNode> = {};
  let fieldNodes: FieldNode[] = [];
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      fieldNodes = definition.selectionSet.selections.filter((one) => one.kind === Kind.FIELD);
    }
  }
  return [...askedFields({ fieldNodes, fragments })].sort();
}

describe('the fields that an operation asks for', () => {
  it('are named by their path, whatever the client calls them', () => {
    expect(ask('{ list { nodes { mine: person { name } } } }')).toEqual([
      'nodes',
      'nodes.person',
      'nodes.person.name',
    ]);
  });

  it('are found in fragments of both kinds, and in each place where a fragment is spread', () => {
    const source = `{ list { nodes { ...Line ... on Thing { rank } } edges { node { ...Line } } } }
      fragment Line on Thing { id person { ...Name } } fragment Name on Person { name }`;
    expect(ask(source)).toEqual([
      'edges',
      'edges.node',
      'edges.node.id',
      'edges.node.person',
      'edges.node.person.name',
      'nodes',
      'nodes.id',
      'nodes.person',
      'nodes.person.name',
      'nodes.rank',
    ]);
  });

  it('are those of all places that are answered together', () => {
    expect(ask('{ list { nodes { id } } list { nodes { rank } } }')).toEqual([
      'nodes',
      'nodes.id',
      'nodes.rank',
    ]);
  });

  it('include what a variable may turn on', () => {
    expect(ask('query ($is: Boolean!) { list { rank @include(if: $is) id @skip(if: $is) } }')).toEqual([
      'id',
      'rank',
    ]);
  });

  it('are found at once where fragments are full of fragments', () => {
    const bomb = Array.from(
      { length: 60 },
      (_, nr) => `fragment F${nr} on T { ${nr < 59 ? `...F${nr + 1} ...F${nr + 1}` : 'end'} }`,
    );
    expect(ask(`{ list { ...F0 } } ${bomb.join(' ')}`)).toEqual(['end']);
  });
});
