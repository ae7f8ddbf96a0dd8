import { initGraphQLTada } from 'gql.tada';
import type { PlenarySchema } from '#libs/client';

/** Writes an operation; its types come from the committed schema and from nowhere else. */
export const graphql = initGraphQLTada<PlenarySchema>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';

/** What somebody may be for a conference. */
export type Role = ReturnType<typeof graphql.scalar<'Role'>>;
