import { type Command } from 'commander';
import { type ProductLoader } from '../product.js';

export function registerToken(program: Command, loadProduct: ProductLoader): void {
  const token = program.command('token').description('personal API tokens, for GraphQL clients');
  token
    .command('create')
    .description('make a token with which a client may do what this person may do; it is shown once')
    .requiredOption('--user <email>', 'whose token: the e-mail address that the person signs in with')
    .option('--json', 'print {"token": "…"}')
    .addHelpText(
      'after',
      `
Send it with each request, as in
  curl -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \\
    -d '{"query":"{ viewer { __typename } }"}' http://localhost:3000/graphql`,
    )
    .action(async ({ user, json = false }: { user: string; json?: boolean }) =>
      (await import('../actions/database.js')).createToken(loadProduct, user, json),
    );
}
