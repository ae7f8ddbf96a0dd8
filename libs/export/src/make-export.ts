import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  bodiesRead,
  Clock,
  InvalidInput,
  newId,
  notFound,
  parseInput,
  readsConference,
  Refusal,
  type UserActor,
  validId,
  worksFor,
} from '#libs/kernel';
import { type Conference, ConferenceReference } from '#libs/conference';
import { type Charge, type Download, UnitOfWork } from '#libs/platform';
import { ExportLists } from './export-lists.js';
import { ExportMakers } from './export-makers.js';
import { type AnyExportList, EXPORT_LANGUAGES, type ExportColumn } from './list.js';
import { cellReader } from './cell-reader.js';
import { pagesOf } from './pages-of.js';
import { type AboutList } from './pdf/list-document.js';
import { isArchive, PdfLists } from './pdf/pdf-lists.js';
import { FORMATS } from './writers/formats.js';
import { contentDisposition, fileName } from './writers/names.js';
import { type SheetSummary, type SheetWriter } from './writers/sheet.js';

/** What is asked for; `filter` and `orderBy` are the list's own. */
const request = z.strictObject({
  list: z.string(),
  conferenceId: validId,
  format: z.enum([...(Object.keys(FORMATS) as [keyof typeof FORMATS]), 'PDF']),
  language: z.enum(EXPORT_LANGUAGES).default('en'),
  columns: z.array(z.string()).min(1, 'Choose at least one column.').max(200).nullish(),
  filter: z.unknown().optional(),
  orderBy: z.unknown().optional(),
});
type Asked = z.output<typeof request>;

/** One export that was asked for and may be made. */
interface Task {
  readonly id: string;
  readonly asked: Asked;
  readonly list: AnyExportList;
  readonly question: unknown;
  readonly columns: readonly ExportColumn<unknown>[];
  readonly conference: Conference;
}

/** Makes a file of a list as the caller filters and sorts it, and puts on record that it was done. */
@Injectable()
export class MakeExport {
  constructor(
    private readonly lists: ExportLists,
    private readonly reference: ConferenceReference,
    private readonly unitOfWork: UnitOfWork,
    private readonly pdfs: PdfLists,
    private readonly makers: ExportMakers,
    private readonly clock: Clock,
  ) {}

  /**
   * Refuses NOT_FOUND a conference out of sight, INVALID_INPUT with the path what the list does not have; then nothing is on record.
   * It is on record before the first row is read, and how it ended behind the last one.
   */
  async run(actor: UserActor, raw: unknown, charge: Charge): Promise<Download> {
    const task = await this.taskOf(actor, raw);
    const { asked, list, conference } = task;
    // The first page is read before anything is sent: what the list refuses is answered in words.
    const pages = pagesOf(actor, list, { conferenceId: conference.id, asked: task.question }, charge);
    const first = await pages.next();
    await this.record(actor, task, 'list.exported', {
      list: list.name,
      format: asked.format,
      columns: task.columns.map(({ key }) => key),
      filters: namesUsed(asked.filter),
    });
    const name = `${conference.name} - ${list.words[asked.language]}`;
    if (asked.format === 'PDF') {
      const write = this.pdfs.writer(await this.about(actor, conference));
      return this.whole(name, this.written(actor, task, first, pages, write));
    }
    const { ending, contentType, write } = FORMATS[asked.format];
    return {
      contentType,
      disposition: contentDisposition(fileName(name, ending)),
      body: this.written(actor, task, first, pages, write),
    };
  }

  /** Documents are made before anything is sent: what they cannot show is refused in words. */
  private async whole(name: string, made: Download['body']): Promise<Download> {
    const beginning = await made.next();
    const isMany = beginning.done !== true && isArchive(beginning.value);
    return {
      contentType: isMany ? 'application/zip' : 'application/pdf',
      disposition: contentDisposition(fileName(name, isMany ? 'zip' : 'pdf')),
      body: goingOn(beginning, made),
    };
  }

  /** What stands on each page beside the list: the body that the caller works for, else the host. */
  private async about(actor: UserActor, conference: Conference): Promise<AboutList> {
    const bodyId = readerOf(actor, conference);
    const body = conference.bodies.find(({ id, kind }) =>
      bodyId === null ? kind === 'HOST' : id === bodyId,
    );
    return {
      conference: conference.name,
      body: body?.name ?? '',
      madeBy: await this.makers.nameOf(actor),
      madeAt: this.clock.now(),
    };
  }

  private async taskOf(actor: UserActor, raw: unknown): Promise<Task> {
    const asked = parseInput(request, raw, []);
    const list = this.lists.named(asked.list);
    if (list === undefined) throw noSuchList();
    const conference = worksFor(actor, asked.conferenceId)
      ? await this.reference.conference(asked.conferenceId)
      : undefined;
    if (conference === undefined) throw notFound('conference');
    if (!isOffered(actor, list, conference.id)) throw noSuchList();
    const { filter, orderBy } = asked;
    const question = parseInput(list.asked, { filter, orderBy }, []);
    const offered = columnsFor(actor, list, conference.id);
    const columns = chosen(offered, asked.columns ?? null);
    return { id: newId(), asked, list, question, columns, conference };
  }

  private async *written(
    actor: UserActor,
    task: Task,
    first: IteratorResult<readonly unknown[], void>,
    rest: AsyncGenerator<readonly unknown[], void>,
    write: SheetWriter,
  ): Download['body'] {
    const { asked, list, columns, conference } = task;
    const { language } = asked;
    const cells = cellReader(columns, { conference, language });
    let rows = 0;
    const pages = async function* (): AsyncGenerator<ReturnType<typeof cells>[]> {
      try {
        if (first.done !== true) yield first.value.map(cells);
        rows += first.value?.length ?? 0;
        for await (const page of rest) {
          yield page.map(cells);
          rows += page.length;
        }
      } finally {
        await rest.return();
      }
    };
    let summary: SheetSummary | undefined;
    try {
      summary = yield* write({
        name: list.words[language],
        columns: columns.map(({ words, type }) => ({
          heading: words[language],
          type: type === 'country' ? 'text' : type,
        })),
        pages: pages(),
        timeZone: conference.timeZone,
        language,
      });
    } finally {
      const ended = summary ?? { rows, guarded: 0, cut: 0, sheets: 0 };
      await this.record(actor, task, 'list.export-ended', { ...ended, isWhole: summary !== undefined });
    }
    return { ...summary };
  }

  /** In ids, codes and numbers: which filters were used, never what was looked for. */
  private record(
    actor: UserActor,
    { id, conference }: Task,
    action: string,
    details: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) =>
      tx.audit({
        conferenceId: conference.id,
        bodyId: readerOf(actor, conference),
        action,
        subjectType: 'export',
        subjectId: id,
        details,
      }),
    );
  }
}

async function* goingOn(
  beginning: IteratorResult<Uint8Array, Readonly<Record<string, unknown>>>,
  rest: Download['body'],
): Download['body'] {
  if (beginning.done === true) return beginning.value;
  try {
    yield beginning.value;
    return yield* rest;
  } finally {
    await rest.return({});
  }
}

/** Whether the list exists for somebody. */
export const isOffered = (actor: UserActor, { isHostOnly }: AnyExportList, conferenceId: string): boolean =>
  isHostOnly !== true || readsConference(actor, conferenceId);

const noSuchList = (): Refusal<'INVALID_INPUT'> =>
  new Refusal('INVALID_INPUT', 'There is no such list.', ['list']);

/** The columns that a list offers to somebody; others do not exist for them. */
export const columnsFor = (
  actor: UserActor,
  list: AnyExportList,
  conferenceId: string,
): readonly ExportColumn<unknown>[] =>
  list.columns.filter(({ isHostOnly }) => isHostOnly !== true || readsConference(actor, conferenceId));

/** In the order in which they were asked for. */
function chosen(
  offered: readonly ExportColumn<unknown>[],
  keys: readonly string[] | null,
): readonly ExportColumn<unknown>[] {
  if (keys === null) return offered.filter(({ isExtra }) => isExtra !== true);
  const problems: Refusal<'INVALID_INPUT'>[] = [];
  const columns = [...new Set(keys)].flatMap((key) => {
    const column = offered.find((one) => one.key === key);
    if (column === undefined) problems.push(unknownColumn(keys.indexOf(key)));
    return column ?? [];
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  return columns;
}

const unknownColumn = (index: number): Refusal<'INVALID_INPUT'> =>
  new Refusal('INVALID_INPUT', 'The list has no such column.', ['columns', String(index)]);

/** Whose body reads of it beside the host: the caller's, where they have one in this conference. */
function readerOf(actor: UserActor, { id, bodies }: Conference): string | null {
  if (readsConference(actor, id)) return null;
  const own = bodiesRead(actor).filter((bodyId) => bodies.some((body) => body.id === bodyId));
  return own.length === 1 ? (own[0] ?? null) : null;
}

/** Which filters somebody used, without what they looked for. */
const namesUsed = (filter: unknown): string[] =>
  typeof filter === 'object' && filter !== null
    ? Object.entries(filter).flatMap(([name, value]) =>
        value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
          ? []
          : [name],
      )
    : [];
