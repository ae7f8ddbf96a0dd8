import { Injectable } from '@nestjs/common';
import {
  type Actor,
  isId,
  isIdKey,
  type Page,
  type PageRequest,
  sliceKey,
  sliceOf,
  toPage,
} from '#libs/kernel';
import { batched, Database, type GraphQLContext, grouped, type ReadMany, sightOf } from '#libs/platform';
import { type NoteSide, sideOf } from '../domain/note.js';
import {
  COUNT_OF_SUBJECTS,
  type NoteRow,
  NOTES_BY_IDS,
  NOTES_OF_SUBJECTS,
} from '../persistence/note.statements.js';
import { mayChange } from '../policies/note.policy.js';

export interface NoteView extends NoteRow {
  readonly side: NoteSide;
  /** The caller wrote it, and may change and delete it. */
  readonly canChange: boolean;
}

/** Notes of the caller's own side; of the other side's there are none. */
@Injectable()
export class Notes {
  constructor(private readonly database: Database) {}

  /** A page of the notes on one thing, the newest first. The things that a request asks about are read together. */
  async ofSubject(context: GraphQLContext, subjectId: string, page: PageRequest): Promise<Page<NoteView>> {
    const slice = sliceOf(page);
    const [begin] = sliceKey(slice, 1, isIdKey) ?? [''];
    const way = slice.isBackward ? 'backward' : 'forward';
    const notes = await batched(context, this.ofSubjects, `${way} ${slice.size} ${begin} ${subjectId}`);
    return toPage(notes ?? [], {
      slice,
      key: ({ id }) => [id],
      node: (note) => note,
      totalCount: async () => (await batched(context, this.countsOfSubjects, subjectId)) ?? 0,
    });
  }

  async note(actor: Actor, id: string): Promise<NoteView | null> {
    return isId(id) ? ((await this.byIds(actor, [id])).get(id) ?? null) : null;
  }

  readonly byIds: ReadMany<NoteView> = async (actor, ids) => {
    const rows = await this.database.read<NoteRow>(actor, NOTES_BY_IDS, [ids, ...sightOf(actor)]);
    return new Map(rows.map((row) => [row.id, viewOf(actor, row)]));
  };

  /** By page and subject; a list asks for the same page of all its rows. */
  private readonly ofSubjects: ReadMany<NoteView[]> = async (actor, keys) => {
    const pages = grouped(
      keys,
      (key) => key.slice(0, key.lastIndexOf(' ')),
      (key) => key,
    );
    const found = await Promise.all(
      [...pages].map(async ([page, ofPage]) => {
        const [way, size = '', begin = ''] = page.split(' ');
        const text = way === 'backward' ? NOTES_OF_SUBJECTS.backward : NOTES_OF_SUBJECTS.forward;
        const rows = await this.database.read<NoteRow>(actor, text, [
          ofPage.map((key) => key.slice(page.length + 1)).filter(isId),
          ...sightOf(actor),
          begin === '' ? null : begin,
          Number(size) + 1,
        ]);
        return rows.map((row) => ({ page, note: viewOf(actor, row) }));
      }),
    );
    return grouped(
      found.flat(),
      ({ page, note }) => `${page} ${note.subjectId}`,
      ({ note }) => note,
    );
  };

  private readonly countsOfSubjects: ReadMany<number> = async (actor, subjectIds) => {
    const rows = await this.database.read<{ subjectId: string; count: number }>(actor, COUNT_OF_SUBJECTS, [
      subjectIds.filter(isId),
      ...sightOf(actor),
    ]);
    return new Map(rows.map(({ subjectId, count }) => [subjectId, count]));
  };
}

const viewOf = (actor: Actor, row: NoteRow): NoteView => ({
  ...row,
  side: sideOf(row),
  canChange: mayChange(actor, row),
});
