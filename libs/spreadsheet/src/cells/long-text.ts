import { KEPT_OF_LONG_CELL, LONGEST_CELL } from '../limits.js';
import { type Cell } from '../reading.js';

/** A cell of text, its line ends \n. Of a text longer than any program holds in a cell only the beginning is carried, and told. */
export function shortened(text: string): Cell {
  if (text.length > LONGEST_CELL) return { text: text.slice(0, KEPT_OF_LONG_CELL), characters: text.length };
  return { text: text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text };
}
