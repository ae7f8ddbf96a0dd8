import { join } from 'node:path';
import { type Command } from 'commander';
import { type ProductLoader } from '../product.js';
import { PROJECT_ROOT } from '../version.js';

export function registerSchema(program: Command, loadProduct: ProductLoader): void {
  program
    .command('schema')
    .description('write the GraphQL schema that the code declares')
    .option('--out <file>', 'where to', join(PROJECT_ROOT, 'schema.graphql'))
    .action(async ({ out }: { out: string }) =>
      (await import('../actions/schema.js')).writeSchema(loadProduct, out),
    );
}
