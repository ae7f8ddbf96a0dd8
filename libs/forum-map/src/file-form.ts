import { MalformedFile, type Malformed } from './malformed.js';

const LOOKED_AT = 512;

/**
 * Refuses what is not text of single bytes, and says what it is: UTF-16, as some programs save "Unicode text", or a workbook.
 *
 * @throws MalformedFile
 */
export function refuseOtherEncodings(bytes: Buffer, name: string): void {
  const start = bytes.subarray(0, LOOKED_AT);
  const isWide = /^(fffe|feff)/.test(start.toString('hex', 0, 2)) || start.includes(0);
  if (start.toString('latin1', 0, 2) === 'PK')
    throw new MalformedFile(`${name} is a workbook or an archive, not text: save it as "CSV UTF-8"`);
  if (isWide) throw new MalformedFile(`${name} is text in UTF-16, not in UTF-8: save it as "CSV UTF-8"`);
}

/** Notes a header whose columns are parted by something else than commas, by what it is. */
export function refuseOtherSeparators(titles: readonly string[], malformed: Malformed): void {
  for (const [sign, name] of [
    [';', 'semicolons'],
    ['\t', 'tabs'],
  ] as const) {
    if (titles.length === 1 && titles[0]!.includes(sign))
      malformed.note(1, undefined, `parts its columns by ${name}, not by commas: save it with commas`);
  }
  malformed.throwIfAny();
}
