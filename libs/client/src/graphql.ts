import { type initGraphQLTada } from 'gql.tada';
import { textOf } from './document.js';
import { type introspection } from './generated/graphql-env.js';

/** The schema as gql.tada reads it; its scalars are texts. The console writes its operations with the same. */
export interface PlenarySchema {
  introspection: introspection;
  disableMasking: true;
  scalars: { Date: string; DateTime: string; EmailAddress: string; CountryCode: string; LanguageTag: string };
}

/** Between the definitions of a text: two fragments may spread a third, which may stand there once. */
const SEAM = '\n#\n';

/** gql.tada types a tree; what runs is its text. */
class TextDocument extends String {
  /** @throws TypeError for another client that looks for the tree */
  get definitions(): never {
    throw new TypeError(
      'This document is a text for PlenaryClient; write those of other clients with gql.tada',
    );
  }
}

const joined = (text: string, fragments: readonly object[] = []): TextDocument =>
  new TextDocument(
    [text, ...new Set(fragments.flatMap((fragment) => textOf(fragment).split(SEAM)))].join(SEAM),
  );

/**
 * An operation or a fragment as text, typed by the schema from which this package was made; a field that the schema does not have is
 * `unknown`. `fragments` are those that the text spreads. Nothing is parsed when the program runs, so `PlenaryClient` alone takes it.
 */
export const graphql = Object.assign(joined, {
  scalar: (_name: string, value: unknown) => value,
}) as unknown as initGraphQLTada<PlenarySchema>;
