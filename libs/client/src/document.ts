/**
 * A GraphQL operation as text, which knows the types of its result and variables: what `graphql` of this package makes, a
 * `TypedDocumentString` of GraphQL Code Generator, or a plain text, whose answer has no type.
 */
export interface Document<Result = unknown, Variables = unknown> {
  toString(): string;
  /** Never there: bears the types. */
  readonly __apiType?: (variables: Variables) => Result;
}

/** @throws TypeError for a document that is a tree (`DocumentNode`): this package sends texts. */
export function textOf(document: Pick<Document, 'toString'>): string {
  const text = document.toString();
  if (/^\[object /.test(text))
    throw new TypeError(
      'A document is a text here: give print(document), of the package graphql, for a DocumentNode',
    );
  return text;
}
