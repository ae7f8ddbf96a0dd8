import { join } from 'node:path';
import { type Command } from 'commander';
import { type ProductLoader } from '../product.js';
import { PROJECT_ROOT } from '../version.js';

export function registerSchema(program: Command, loadProduct: ProductLoader): void {
  program
    .command('schema')
    .description('write the GraphQL schema and the names of message kinds that the code declares')
    .option('--out <file>', 'where to', join(PROJECT_ROOT, 'schema.graphql'))
    .option(
      '--message-kinds <file>',
      'where to write the names',
      join(PROJECT_ROOT, 'apps/console/src/generated/message-kinds.json'),
    )
    .action(async (files: { out: string; messageKinds: string }) =>
      (await import('../actions/schema.js')).writeSchema(loadProduct, files),
    );
}
