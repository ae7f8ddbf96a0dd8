/** Writes the country codes that forms offer (ISO 3166-1 alpha-2); their names come from the browser, in its language. */
import { writeFile } from 'node:fs/promises';
import countries from 'world-countries';

const codes = countries.map(({ cca2 }) => cca2).sort();
await writeFile(
  new URL('../src/generated/country-codes.json', import.meta.url),
  `${JSON.stringify(codes)}\n`,
);
