import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { newId, notFound, parseInput, Refusal, type UserActor } from '#libs/kernel';
import { contentDisposition, EXPORT_LANGUAGES, fileName, FORMATS } from '#libs/export';
import { type Charge, type Download, Downloads, UnitOfWork } from '#libs/platform';
import { ImportLists } from '../queries/import-lists.js';
import { ImportMeanings, type ListMeaning } from '../queries/import-meanings.js';
import { rowsToMend } from '../sheet-to-mend.js';
import { type WholeImportList } from '../persistence/import-list.statements.js';

/** Where a list is had again, with remarks. */
export const MENDING_PATH = '/import-lists/sheet';

const request = z.strictObject({
  listId: z.string(),
  format: z.enum(Object.keys(FORMATS) as [keyof typeof FORMATS]),
  language: z.enum(EXPORT_LANGUAGES).default('en'),
});
type Asked = z.output<typeof request>;
const ROWS_AT_A_TIME = 500;

/** `POST /import-lists/sheet`: a list as it was loaded and mended, with a column of remarks on what cannot be taken, as a file. */
@Injectable()
export class MendingRoute implements OnModuleInit {
  constructor(
    private readonly downloads: Downloads,
    private readonly lists: ImportLists,
    private readonly meanings: ImportMeanings,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.downloads.post(MENDING_PATH, (actor, asked, charge) => this.run(actor, asked, charge));
  }

  /** Refuses NOT_FOUND a list that is unknown or another body's, or whose rows are gone. On record before the first byte. */
  async run(actor: UserActor, raw: unknown, charge: Charge): Promise<Download> {
    const asked = parseInput(request, raw, []);
    const list = await this.lists.whole(actor, asked.listId);
    if (list === undefined || list.reading === null)
      throw new Refusal('NOT_FOUND', notFound('list').message, ['listId']);
    await charge(ROWS_AT_A_TIME);
    const meaning = await this.meanings.of(actor, list);
    const { conferenceId, bodyId } = list;
    await this.unitOfWork.run(actor, async (tx) =>
      tx.audit({
        conferenceId,
        bodyId,
        action: 'list.exported',
        subjectType: 'export',
        subjectId: newId(),
        details: { list: 'import-list', format: asked.format, columns: [], filters: [] },
      }),
    );
    const { ending, contentType, write } = FORMATS[asked.format];
    return {
      contentType,
      disposition: contentDisposition(fileName(nameOf(list), ending)),
      body: written(write, asked, list, meaning, charge),
    };
  }
}

/** As people call the file, without its ending. */
const nameOf = ({ fileName: name }: WholeImportList): string =>
  (name ?? 'list').replace(/\.[a-z]{2,5}$/i, '');

async function* written(
  write: (typeof FORMATS)[keyof typeof FORMATS]['write'],
  { language }: Asked,
  list: WholeImportList,
  meaning: ListMeaning,
  charge: Charge,
): Download['body'] {
  const { sheet, conference } = meaning;
  const rows = rowsToMend({ sheet, meaning, mended: list.said?.cells ?? {}, language });
  const [first] = take(rows, 1);
  const pages = async function* (): AsyncGenerator<string[][]> {
    let isFirst = true;
    for (let page = take(rows, ROWS_AT_A_TIME); page.length > 0; page = take(rows, ROWS_AT_A_TIME)) {
      if (!isFirst) await charge(ROWS_AT_A_TIME);
      isFirst = false;
      yield page;
    }
  };
  const summary = yield* write({
    name: list.reading?.sheet ?? nameOf(list),
    columns: (first ?? []).map((heading) => ({ heading, type: 'text' as const })),
    pages: pages(),
    timeZone: conference.timeZone,
    language,
  });
  return { ...summary };
}

function take(rows: Generator<string[], void>, most: number): string[][] {
  const taken: string[][] = [];
  while (taken.length < most) {
    const { done, value } = rows.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}
