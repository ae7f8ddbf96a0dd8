import { Injectable } from '@nestjs/common';
import {
  type Actor,
  isId,
  isIdKey,
  notFound,
  type Page,
  type PageRequest,
  Refusal,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
} from '#libs/kernel';
import { type Body, type Conference, ConferenceReference } from '#libs/conference';
import { Database, type ReadMany } from '#libs/platform';
import { type ImportListAction } from '../domain/import-list.js';
import {
  COUNT_LISTS,
  type ImportListRecord,
  LIST_LISTS,
  LISTS_BY_IDS,
  WHOLE_LIST,
  type WholeImportList,
} from '../persistence/import-list.statements.js';
import { availableActions, listSightOf } from '../policies/import-list.policy.js';

export interface ImportListView extends ImportListRecord {
  readonly conference: Conference;
  readonly body: Body;
  readonly availableActions: readonly ImportListAction[];
}

/** Lists as they are recorded, for who drafts for their body; to everybody else there are none. */
@Injectable()
export class ImportLists {
  constructor(
    private readonly database: Database,
    private readonly conferences: ConferenceReference,
  ) {}

  /** Those of a body, the newest first. Refuses NOT_FOUND for a body for which the caller does not draft. */
  async ofBody(actor: Actor, bodyId: string, request: PageRequest): Promise<Page<ImportListView>> {
    const slice = sliceOf(request);
    const [begin] = sliceKey(slice, 1, isIdKey) ?? [null];
    const sight = listSightOf(actor);
    if (!sight.includes(bodyId)) throw new Refusal('NOT_FOUND', notFound('body').message, ['bodyId']);
    const rows = await this.database.read<ImportListRecord>(actor, statementOf(LIST_LISTS, slice), [
      bodyId,
      sight,
      begin,
      slice.size + 1,
    ]);
    const view = await this.viewer(actor);
    return toPage(rows, {
      slice,
      key: ({ id }) => [id],
      node: view,
      totalCount: async () => {
        const [row] = await this.database.read<{ count: number }>(actor, COUNT_LISTS, [bodyId, sight]);
        return row?.count ?? 0;
      },
    });
  }

  async byId(actor: Actor, id: string): Promise<ImportListView | null> {
    return isId(id) ? ((await this.byIds(actor, [id])).get(id) ?? null) : null;
  }

  readonly byIds: ReadMany<ImportListView> = async (actor, ids) => {
    const rows = await this.database.read<ImportListRecord>(actor, LISTS_BY_IDS, [ids, listSightOf(actor)]);
    const view = await this.viewer(actor);
    return new Map(rows.map((row) => [row.id, view(row)]));
  };

  /** With what people said and how it was read; undefined where there is none in sight. */
  async whole(actor: Actor, id: string): Promise<WholeImportList | undefined> {
    if (!isId(id)) return undefined;
    const [list] = await this.database.read<WholeImportList>(actor, WHOLE_LIST, [id, listSightOf(actor)]);
    return list;
  }

  private async viewer(actor: Actor): Promise<(row: ImportListRecord) => ImportListView> {
    const reference = await this.conferences.current();
    return (row) => {
      const conference = reference.conference(row.conferenceId);
      const body = reference.body(row.bodyId);
      if (conference === undefined || body === undefined)
        throw new Error('A list names a conference or body that nobody knows');
      return { ...row, conference, body, availableActions: availableActions(actor, row) };
    };
  }
}
