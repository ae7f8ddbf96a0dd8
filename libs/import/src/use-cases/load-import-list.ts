import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  bodiesRead,
  forbidden,
  newId,
  notFound,
  optionalLine,
  parseInput,
  Refusal,
  type UserActor,
  validId,
} from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { Commands, NOW, type Transaction } from '#libs/platform';
import { auditList } from '../audit-list.js';
import { IMPORT_ACTIONS } from '../domain/audit-actions.js';
import { keptReading } from '../domain/kept-reading.js';
import { NOTHING_SAID } from '../domain/said.js';
import { DELETE_ROWS, LOAD_LIST, type WholeImportList } from '../persistence/import-list.statements.js';
import { IMPORT_LIST } from '../persistence/import-list.table.js';
import { IMPORT_LIST_ROW } from '../persistence/import-list-row.table.js';
import { listSightOf, mayWriteFor, WHO_LOADS } from '../policies/import-list.policy.js';
import { ImportLists } from '../queries/import-lists.js';
import { withoutRemarks } from '../remarks.js';
import { ListReader, type ReadList } from './list-reader.js';

const LONGEST_NAME_OF_SHEET = 200;
const ROWS_AT_ONCE = 500;

/** What somebody says of a file that is loaded. */
export const LOAD_FIELDS = {
  bodyId: validId.describe('Whose list it is: a body for which the caller drafts'),
  listId: validId
    .nullish()
    .describe(
      'A list in state LOADED that is read again, with other choices or from a mended file: its rows are those of this file then. Answers stay; what was said of columns and cells goes where the sheet is another',
    ),
  fileName: optionalLine(255).nullish().describe('As people call the file, at most 255 characters'),
  sheet: optionalLine(LONGEST_NAME_OF_SHEET)
    .nullish()
    .describe('The sheet that is read; left out, the first one that is a list'),
  encoding: optionalLine(40)
    .nullish()
    .describe('Of text: how its bytes are read, as `ImportEncoding.encoding` offers it'),
  separator: z
    .enum([',', ';', '\t', '|'], 'Use a comma, a semicolon, a tab or |.')
    .meta({ type: 'Separator' })
    .nullish()
    .describe('Of text: what parts its cells: a comma, a semicolon, a tab or |'),
  headingRows: z
    .array(z.number().int().min(1).max(1_000_000))
    .max(2, 'Headings have one row or two.')
    .meta({ type: 'Rows' })
    .nullish()
    .describe('The row of the headings, or two that are read together'),
};
const loadInput = z.object(LOAD_FIELDS);
export type LoadInput = z.output<typeof loadInput>;

/** Loads a list: reads the file, keeps its rows and not its bytes. Nothing is drafted yet. */
@Injectable()
export class LoadImportList {
  constructor(
    private readonly commands: Commands,
    private readonly conferences: ConferenceReference,
    private readonly reader: ListReader,
    private readonly lists: ImportLists,
  ) {}

  /**
   * Refuses NOT_FOUND (body, list), FORBIDDEN, INVALID_INPUT, IDEMPOTENCY_KEY_REUSED, FILE_REFUSED (with `fileProblem`),
   * and ACTION_UNAVAILABLE for a list that is not LOADED.
   */
  async run(actor: UserActor, key: string, raw: unknown, bytes: Uint8Array): Promise<{ id: string }> {
    const input = parseInput(loadInput, raw);
    const conferenceId = await this.requireBody(actor, input.bodyId);
    if (
      typeof input.listId === 'string' &&
      (await this.lists.whole(actor, input.listId))?.bodyId !== input.bodyId
    )
      throw new Refusal('NOT_FOUND', notFound('list').message, ['input', 'listId']);
    // Before a transaction is open: reading may take its time.
    const read = mendedOf(await this.reader.read(actor.userId, bytes, choicesOf(input)));
    const request = [raw, createHash('sha256').update(bytes).digest('hex')];
    return this.commands.run(actor, { operation: 'loadImportList', key, request }, async (tx) => {
      const of = { conferenceId, bodyId: input.bodyId };
      const id =
        typeof input.listId === 'string'
          ? await readAgain(tx, actor, input, read)
          : made(tx, actor, input, read, of);
      keepRows(tx, { ...of, listId: id }, read);
      auditList(tx, { ...of, id }, IMPORT_ACTIONS.loaded, { rows: read.rows.length });
      return { id };
    });
  }

  /** Before the file is read, so that nobody else makes us read. */
  private async requireBody(actor: UserActor, bodyId: string): Promise<string> {
    const body = await this.conferences.body(bodyId);
    if (body === undefined || !bodiesRead(actor).includes(bodyId))
      throw new Refusal('NOT_FOUND', notFound('body').message, ['input', 'bodyId']);
    if (!mayWriteFor(actor, bodyId)) throw forbidden(WHO_LOADS);
    return body.conferenceId;
  }
}

/** A list as it was read, without the remarks that a sheet to mend came with. */
interface LoadedList extends ReadList {
  readonly isMended: boolean;
}

function mendedOf({ reading, rows }: ReadList): LoadedList {
  const mended = withoutRemarks(rows);
  return { reading, rows: mended ?? rows, isMended: mended !== undefined };
}

const choicesOf = ({ sheet, encoding, separator, headingRows }: LoadInput): object => ({
  ...(typeof sheet === 'string' && { sheet }),
  ...(typeof encoding === 'string' && { encoding }),
  ...(typeof separator === 'string' && { separator }),
  ...(Array.isArray(headingRows) && headingRows.length > 0 && { headingRows }),
});

function made(
  tx: Transaction,
  actor: UserActor,
  { fileName = null }: LoadInput,
  { reading, rows }: ReadList,
  of: { readonly conferenceId: string; readonly bodyId: string },
): string {
  const id = newId();
  tx.insert(IMPORT_LIST, {
    id,
    ...of,
    createdBy: actor.userId,
    fileName,
    format: reading.format,
    rowCount: rows.length,
    reading: keptReading(reading),
    said: NOTHING_SAID,
  });
  return id;
}

async function readAgain(
  tx: Transaction,
  actor: UserActor,
  { listId, bodyId, fileName }: LoadInput,
  { reading, rows, isMended }: LoadedList,
): Promise<string> {
  const [list] = await tx.query<WholeImportList>(LOAD_LIST, [listId, listSightOf(actor)]);
  if (list === undefined || list.bodyId !== bodyId)
    throw new Refusal('NOT_FOUND', notFound('list').message, ['input', 'listId']);
  if (list.state !== 'LOADED')
    throw new Refusal(
      'ACTION_UNAVAILABLE',
      'The list is applied already, or gone. Load the file as a new list.',
    );
  const isSameSheet = isMended || list.reading?.sheet === reading.sheet;
  const said = list.said ?? NOTHING_SAID;
  tx.write(DELETE_ROWS, [list.id]);
  tx.update(IMPORT_LIST, list.id, {
    fileName: fileName ?? list.fileName,
    format: reading.format,
    rowCount: rows.length,
    reading: keptReading(reading),
    // What was typed in place of cells stands in the cells of a sheet to mend, and the newest there counts.
    said: {
      ...(isSameSheet ? said : { ...NOTHING_SAID, answers: said.answers ?? {} }),
      ...(isMended && { cells: {} }),
    },
    version: list.version + 1,
    updatedAt: NOW,
  });
  return list.id;
}

function keepRows(
  tx: Transaction,
  of: { readonly listId: string; readonly conferenceId: string; readonly bodyId: string },
  { rows }: ReadList,
): void {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    tx.insertAll(
      IMPORT_LIST_ROW,
      rows.slice(at, at + ROWS_AT_ONCE).map(({ row, cells, isHidden, isFiltered }) => ({
        ...of,
        row,
        cells,
        isHidden: isHidden === true,
        isFiltered: isFiltered === true,
      })),
    );
  }
}
