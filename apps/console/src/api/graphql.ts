import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../generated/graphql-env';

/** Writes an operation; its types come from the committed schema and from nowhere else. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: { Date: string; DateTime: string; EmailAddress: string; CountryCode: string; LanguageTag: string };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';

/** What somebody may be for a conference. */
export type Role = ReturnType<typeof graphql.scalar<'Role'>>;
