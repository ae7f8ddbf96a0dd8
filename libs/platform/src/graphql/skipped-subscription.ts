import { type DocumentNode, Kind, OperationTypeNode, type SelectionSetNode } from 'graphql';
import { ApiError } from '../http/api-error.js';

/**
 * Refuses a subscription whose one field may be left out, which GraphQL does not allow. graphql-js looks at neither the variables nor
 * what is left, and falls over in its own code.
 */
export function refuseSkippedSubscription(document: DocumentNode): void {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
  const mayLeaveOut = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (
        selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include') === true
      )
        return true;
      if (selection.kind === Kind.INLINE_FRAGMENT) return mayLeaveOut(selection.selectionSet);
      if (selection.kind !== Kind.FRAGMENT_SPREAD) return false;
      const fragment = fragments.get(selection.name.value);
      // Each is looked at once: they may spread each other.
      fragments.delete(selection.name.value);
      return fragment !== undefined && mayLeaveOut(fragment);
    });
  for (const definition of document.definitions) {
    const isSubscription =
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.operation === OperationTypeNode.SUBSCRIPTION;
    if (isSubscription && mayLeaveOut(definition.selectionSet))
      throw new ApiError(
        'INVALID_INPUT',
        'Subscribe to one field, without @skip and @include: leave out the whole subscription instead.',
        400,
      );
  }
}
