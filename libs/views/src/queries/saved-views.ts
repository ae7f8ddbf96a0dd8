import { Injectable } from '@nestjs/common';
import { type Actor, isId } from '#libs/kernel';
import { type Body, ConferenceReference } from '#libs/conference';
import { Database, type ReadMany } from '#libs/platform';
import { MOST_LISTED, type ViewList } from '../domain/saved-view.js';
import { LIST_VIEWS, type SavedViewRow, VIEWS_BY_IDS } from '../persistence/saved-view.statements.js';
import { mayChange, viewSightOf } from '../policies/saved-view.policy.js';

export interface SavedView extends SavedViewRow {
  /** Null: the host. */
  readonly body: Body | null;
  readonly canChange: boolean;
}

/** One's own views and those that others share, where the caller has a role; to everybody else there are none. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly database: Database,
    private readonly conferences: ConferenceReference,
  ) {}

  /** Of one list in a conference: one's own first, each part by name. */
  async ofList(actor: Actor, conferenceId: string, list: ViewList): Promise<readonly SavedView[]> {
    if (!isId(conferenceId)) return [];
    const rows = await this.database.read<SavedViewRow>(actor, LIST_VIEWS, [
      conferenceId,
      list,
      ...viewSightOf(actor),
      MOST_LISTED,
    ]);
    return this.views(actor, rows);
  }

  async byId(actor: Actor, id: string): Promise<SavedView | null> {
    return isId(id) ? ((await this.byIds(actor, [id])).get(id) ?? null) : null;
  }

  readonly byIds: ReadMany<SavedView> = async (actor, ids) => {
    const rows = await this.database.read<SavedViewRow>(actor, VIEWS_BY_IDS, [ids, ...viewSightOf(actor)]);
    return new Map((await this.views(actor, rows)).map((view) => [view.id, view]));
  };

  private async views(actor: Actor, rows: readonly SavedViewRow[]): Promise<SavedView[]> {
    if (rows.length === 0) return [];
    const reference = await this.conferences.current();
    return rows.map((row) => ({
      ...row,
      body: row.bodyId === null ? null : (reference.body(row.bodyId) ?? null),
      canChange: mayChange(actor, row),
    }));
  }
}
