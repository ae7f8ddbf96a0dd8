import { type Command } from 'commander';
import { type Whose, type Wish } from '../actions/token.js';
import { type ProductLoader } from '../product.js';

/** Whose tokens a command is about. */
const ofWhom = (command: Command): Command =>
  command
    .option('--user <email>', 'a person’s: the e-mail address that they sign in with')
    .option('--body <code>', 'a partner’s: its code, ICC for example')
    .option('--conference <slug>', 'the conference of the body, where several have one of that code');

export function registerToken(program: Command, loadProduct: ProductLoader): void {
  const token = program
    .command('token')
    .description('API tokens of people and of bodies, for GraphQL clients');
  ofWhom(
    token
      .command('create')
      .description('make a token with which a client works for a person or a body; it is shown once'),
  )
    .option('--name <name>', 'what it is for', 'Command line')
    .option('--scope <scope>', 'READ, or READ_AND_WRITE', 'READ_AND_WRITE')
    .option('--role <role>', 'what a body’s does: PARTNER_NOMINATOR or PARTNER_VIEWER')
    .option(
      '--expires <when>',
      'when it ends: 2027-06-30, or 2027-06-30T22:00:00Z; left out, a person’s has no end, and a body’s ends after 90 days',
    )
    .option('--json', 'print {"id": "…", "token": "…"}')
    .addHelpText(
      'after',
      `
Send it with each request, as in
  curl -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \\
    -d '{"query":"{ viewer { __typename } }"}' http://localhost:3000/graphql`,
    )
    .action(async (wish: Wish) => (await import('../actions/token.js')).createToken(loadProduct, wish));
  ofWhom(
    token
      .command('list')
      .description('list the tokens of a person or a body, the newest first, without their secrets'),
  )
    .option('--json', 'print them as JSON')
    .action(async (whose: Whose & { json?: boolean }) =>
      (await import('../actions/token.js')).listTokens(loadProduct, whose),
    );
  token
    .command('revoke')
    .description('end a token, for every client that uses it, within a second')
    .argument('<id>', 'as "token list" shows it')
    .action(async (id: string) => (await import('../actions/token.js')).revokeToken(loadProduct, id));
}
