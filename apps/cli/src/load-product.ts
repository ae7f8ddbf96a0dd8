import { type Product } from './product.js';

/** The real parts. */
export async function loadProduct(): Promise<Product> {
  throw new Error('The parts have not landed yet.');
}
