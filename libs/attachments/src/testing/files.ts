import { type Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';

/** A file of the table of cases, from the folder beside. */
export const fileOfCase = (name: string): Buffer => readFileSync(new URL(`./files/${name}`, import.meta.url));
