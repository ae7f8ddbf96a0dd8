// How a partner puts a gateway of its own in front of Plenary: GraphQL Yoga with a stitched schema.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import { stitchSchemas } from '@graphql-tools/stitch';
import { buildClientSchema, buildSchema, execute } from 'graphql';
import { createYoga } from 'graphql-yoga';

/** What a partner knows of its contacts, and which nomination is whose. */
const CRM = buildSchema(`
  type Query { contacts: [Contact!]! }
  type Contact { name: String! nomination: Nomination! }
  type Nomination { id: ID! }
`);

/** Whoever asks the gateway asks Plenary, under the same id of the request: the gateway has no token of its own. */
const passedOn = (request) =>
  Object.fromEntries(
    ['authorization', 'x-request-id']
      .map((name) => [name, request?.context?.request.headers.get(name)])
      .filter(([, value]) => value),
  );

/** Plenary and the partner's CRM as one schema. A contact's nomination is read of Plenary by its id, many in one request. */
const stitched = ({ introspection, plenary, fetch, contacts }) =>
  stitchSchemas({
    subschemas: [
      {
        schema: buildClientSchema(introspection),
        executor: buildHTTPExecutor({ endpoint: plenary, headers: passedOn, fetch }),
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

/**
 * Listens at a free port of this machine.
 * `introspection` is Plenary's schema, `plenary` the address of its API, `contacts` answers those of the CRM.
 */
export async function startGateway(options) {
  const server = createServer(createYoga({ schema: stitched(options) }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/graphql`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
