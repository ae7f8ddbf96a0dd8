// How a partner puts a gateway of its own in front of Plenary.
import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import { stitchSchemas } from '@graphql-tools/stitch';
import { buildClientSchema, buildSchema, execute } from 'graphql';

/** What a partner knows of its contacts, and which nomination is whose. */
const CRM = buildSchema(`
  type Query { contacts: [Contact!]! }
  type Contact { name: String! nomination: Nomination! }
  type Nomination { id: ID! }
`);

/** Plenary and the partner's CRM as one schema. A contact's nomination is read of Plenary by its id, many in one request. */
export const stitchedGateway = (introspection, { url, headers }, fetch, contacts) =>
  stitchSchemas({
    subschemas: [
      {
        schema: buildClientSchema(introspection),
        executor: buildHTTPExecutor({ endpoint: url, headers, fetch }),
        batch: true,
        merge: {
          Nomination: { selectionSet: '{ id }', fieldName: 'nomination', args: ({ id }) => ({ id }) },
        },
      },
      {
        schema: CRM,
        executor: ({ document, variables }) =>
          execute({ schema: CRM, document, rootValue: { contacts }, variableValues: variables }),
      },
    ],
  });
