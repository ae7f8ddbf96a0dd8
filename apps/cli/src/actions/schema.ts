import { writeFileSync } from 'node:fs';
import { type ProductLoader } from '../product.js';
import { withRunningDatabase } from './settings-of-commands.js';

export async function writeSchema(
  loadProduct: ProductLoader,
  { out, messageKinds }: { readonly out: string; readonly messageKinds: string },
): Promise<void> {
  const [schema, names] = await withRunningDatabase(['owner', 'api'], async (settings) => {
    const product = await loadProduct();
    await product.migrate(settings);
    return [await product.printSchema(settings), product.messageKindNames()] as const;
  });
  for (const [file, text] of [
    [out, schema],
    [messageKinds, names],
  ] as const) {
    writeFileSync(file, text);
    console.log(`Wrote ${file}`);
  }
}
