/** "1 vote", "1,204 votes". */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

/** A share of 0 to 1 in whole per cent. */
export function percent(share: number): string {
  const rounded = Math.round(100 * share);
  return rounded === 0 ? 'under 1 %' : `${rounded} %`;
}

/** A line of text at a place of the picture, in the colour of the text around it. */
export const textAt = (x: number, y: number, line: string, size: number, more = ''): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${more}>${escapeText(line)}</text>`;

const round = (value: number): number => Math.round(10 * value) / 10;

/** Text for XML: markup escaped, control characters (which XML forbids) and lone surrogates dropped. */
export function escapeText(line: string): string {
  return line
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
