import type { DocumentNode } from 'graphql';

/** The field of the schema that an operation asks for: words for refusals are found by it (`submitNomination`). */
export function mutationName(document: DocumentNode): string {
  for (const definition of document.definitions)
    if ('operation' in definition)
      for (const selection of definition.selectionSet.selections)
        if ('name' in selection) return selection.name.value;
  throw new Error('The document has no operation that asks for a field.');
}
