import { writeFileSync } from 'node:fs';
import { type ProductLoader } from '../product.js';
import { withRunningDatabase } from './settings-of-commands.js';

export async function writeSchema(loadProduct: ProductLoader, file: string): Promise<void> {
  const text = await withRunningDatabase(['owner', 'api'], async (settings) => {
    const product = await loadProduct();
    await product.migrate(settings);
    return product.printSchema(settings);
  });
  writeFileSync(file, text);
  console.log(`Wrote ${file}`);
}
