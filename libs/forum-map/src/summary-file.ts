import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { refuseOtherEncodings } from './file-form.js';
import { MalformedFile } from './malformed.js';

/** What summary.csv says of a conversation, as far as it is asked. */
export interface SummaryRead {
  readonly topic?: string;
  /** How its map is made, whatever is the custom elsewhere. */
  readonly start?: 'rows' | 'spread';
  readonly minimumGroupSize?: number;
}

const NAME = 'summary.csv';

/**
 * Reads summary.csv, lines of a name and a value, if it is there. Names that are not known are left alone.
 *
 * @throws MalformedFile
 */
export async function readSummary(dir: string): Promise<SummaryRead> {
  const path = join(dir, NAME);
  if (!existsSync(path)) return {};
  const bytes = await readFile(path);
  refuseOtherEncodings(bytes, NAME);
  const lines = parse(bytes.toString('utf8').replace(/^\ufeff/, ''), {
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
  });
  const said = new Map(lines.map(([name = '', value = '']) => [name.trim(), value.trim()]));
  const start = said.get('map-start');
  const size = said.get('map-minimum-group-size');
  const topic = said.get('topic');
  if (start !== undefined && start !== 'rows' && start !== 'spread')
    throw new MalformedFile(`${NAME}: map-start is "${start.slice(0, 40)}", not rows or spread`);
  if (size !== undefined && !/^([2-9]|[1-9]\d{1,8})$/.test(size))
    throw new MalformedFile(
      `${NAME}: map-minimum-group-size is "${size.slice(0, 40)}", not a whole number of at least 2`,
    );
  return {
    ...(topic ? { topic } : {}),
    ...(start === undefined ? {} : { start }),
    ...(size === undefined ? {} : { minimumGroupSize: Number(size) }),
  };
}
