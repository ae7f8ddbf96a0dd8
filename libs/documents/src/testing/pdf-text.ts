import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Poppler's reader; undefined where it is not installed. */
export const pdftotext = (): string | undefined =>
  ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
    .map((directory) => `${directory}/pdftotext`)
    .find((path) => existsSync(path));

/** Marks of direction that a reader puts round what it takes out. */
const MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text of a PDF as somebody copies it, without marks of direction. */
export function copiedText(pdf: Uint8Array): string {
  const program = pdftotext();
  if (program === undefined) throw new Error('poppler-utils is not installed');
  return execFileSync(program, ['-', '-'], { input: pdf, encoding: 'utf8' }).replace(MARKS, '');
}
