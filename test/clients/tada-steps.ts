import { Client, fetchExchange, type OperationResult } from '@urql/core';
import { initGraphQLTada } from 'gql.tada';
import { randomUUID } from 'node:crypto';
import { type PlenarySchema } from '#libs/client';
import { type Endpoint } from './client.js';
import { type Answer, type Steps } from './main-journey.js';

/** As a partner sets it up: the schema's types by `gql-tada generate-output`, the scalars by hand. */
const graphql = initGraphQLTada<PlenarySchema>();

const FOLLOWED = graphql(`
  fragment Followed on Nomination {
    id
    version
    state
    person {
      name
    }
    availableActions
  }
`);
const WHY = graphql(`
  fragment Why on UserError {
    code
    path
  }
`);
const CREATE = graphql(
  `
    mutation Create($input: CreateNominationInput!) {
      answer: createNomination(input: $input) {
        nomination {
          ...Followed
        }
        errors {
          ...Why
        }
      }
    }
  `,
  [FOLLOWED, WHY],
);
const SUBMIT = graphql(
  `
    mutation Submit($id: ID!, $input: SubmitNominationInput!) {
      answer: submitNomination(id: $id, input: $input) {
        nomination {
          ...Followed
        }
        errors {
          ...Why
        }
      }
    }
  `,
  [FOLLOWED, WHY],
);
const CORRECT = graphql(
  `
    mutation Correct($id: ID!, $input: CorrectPersonInput!) {
      answer: correctPerson(id: $id, input: $input) {
        nomination {
          ...Followed
        }
        errors {
          ...Why
        }
      }
    }
  `,
  [FOLLOWED, WHY],
);
const CORRECT_EMAIL = graphql(
  `
    mutation CorrectEmail($id: ID!, $input: CorrectEmailInput!) {
      answer: correctEmail(id: $id, input: $input) {
        nomination {
          ...Followed
        }
        errors {
          ...Why
        }
      }
    }
  `,
  [FOLLOWED, WHY],
);
const WITHDRAW = graphql(
  `
    mutation Withdraw($id: ID!, $input: WithdrawNominationInput!) {
      answer: withdrawNomination(id: $id, input: $input) {
        nomination {
          ...Followed
        }
        errors {
          ...Why
        }
      }
    }
  `,
  [FOLLOWED, WHY],
);
const FOLLOW = graphql(
  `
    query Follow($id: ID!) {
      nomination(id: $id) {
        ...Followed
        history {
          nodes {
            action
          }
        }
      }
    }
  `,
  [FOLLOWED],
);

/** The journey with documents of gql.tada, by urql without a cache: a wrong variable or field would not compile here. */
export function tadaSteps({ url, headers }: Endpoint): Steps {
  const client = new Client({
    url,
    preferGetMethod: false,
    fetchOptions: { headers },
    exchanges: [fetchExchange],
    requestPolicy: 'network-only',
  });
  const key = () => ({ idempotencyKey: randomUUID() });
  const answerOf = async (result: PromiseLike<OperationResult<{ answer: Answer }>>): Promise<Answer> => {
    const { data, error } = await result;
    if (data === undefined) throw error ?? new Error('No data');
    return data.answer;
  };
  return {
    create: (more) => answerOf(client.mutation(CREATE, { input: { ...key(), ...more } })),
    submit: (id, more) => answerOf(client.mutation(SUBMIT, { id, input: { ...key(), ...more } })),
    correct: (id, more) => answerOf(client.mutation(CORRECT, { id, input: { ...key(), ...more } })),
    correctEmail: (id, more) =>
      answerOf(client.mutation(CORRECT_EMAIL, { id, input: { ...key(), ...more } })),
    withdraw: (id, more) => answerOf(client.mutation(WITHDRAW, { id, input: { ...key(), ...more } })),
    follow: async (id) => {
      const { data, error } = await client.query(FOLLOW, { id });
      if (data === undefined || data.nomination === null) throw error ?? new Error('No data');
      const { history, ...nomination } = data.nomination;
      return { nomination, actions: history.nodes.map(({ action }) => action) };
    },
  };
}
