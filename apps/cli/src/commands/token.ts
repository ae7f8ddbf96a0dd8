import { type Command } from 'commander';
import { CommandError } from '../command-error.js';
import { type ProductLoader } from '../product.js';
import { withRunningDatabase } from './settings-of-commands.js';

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
    .action(async ({ user, json }: { user: string; json?: boolean }) => {
      const made = await withRunningDatabase(async (settings) =>
        (await loadProduct()).createToken(settings, user),
      );
      if (made === undefined) throw new CommandError(`Nobody signs in with the address ${user}.`);
      console.log(json ? JSON.stringify({ token: made }) : made);
    });
}
