import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

type Fragments = GraphQLResolveInfo['fragments'];

const known = new WeakMap<FieldNode, ReadonlySet<string>>();

/**
 * What an operation asks of the field that is being resolved: dotted names of all fields below it, e.g. `nodes` and
 * `nodes.person.name`, by their own names, not by aliases. For leaving out what nobody asked for, so it may hold too much
 * and never too little: fields that @skip and @include turn off are among them. Remembered with the document.
 */
export function askedFields({
  fieldNodes,
  fragments,
}: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): ReadonlySet<string> {
  const [first, ...others] = fieldNodes.map((node) => fieldsBelow(node, fragments));
  if (first === undefined || others.length === 0) return first ?? new Set();
  return new Set([first, ...others].flatMap((names) => [...names]));
}

function fieldsBelow(node: FieldNode, fragments: Fragments): ReadonlySet<string> {
  let names = known.get(node);
  if (names === undefined) {
    const found = new Set<string>();
    collect(node.selectionSet, '', fragments, found, new Set());
    names = found;
    known.set(node, names);
  }
  return names;
}

/** Each fragment is looked through once at each place, so that fragments full of fragments cost no more than their text. */
function collect(
  set: SelectionSetNode | undefined,
  prefix: string,
  fragments: Fragments,
  names: Set<string>,
  spread: Set<string>,
): void {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) {
      const name = `${prefix}${selection.name.value}`;
      names.add(name);
      collect(selection.selectionSet, `${name}.`, fragments, names, spread);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      collect(selection.selectionSet, prefix, fragments, names, spread);
    } else if (!spread.has(`${prefix} ${selection.name.value}`)) {
      spread.add(`${prefix} ${selection.name.value}`);
      collect(fragments[selection.name.value]?.selectionSet, prefix, fragments, names, spread);
    }
  }
}
