import { Injectable } from '@nestjs/common';
import { type Actor, isId } from '#libs/kernel';
import { batched, Database, type GraphQLContext, grouped, type ReadMany, sightOf } from '#libs/platform';
import { type AttachmentSide } from '../domain/attachment.js';
import { type AttachmentRow, FILES_BY_IDS, FILES_OF_SUBJECTS } from '../persistence/attachment.statements.js';
import { mayDelete } from '../policies/attachment.policy.js';

export interface AttachmentView extends AttachmentRow {
  readonly side: AttachmentSide;
  /** The caller may delete it. */
  readonly canDelete: boolean;
  /** Where its bytes are had, below the address of the API. */
  readonly path: string;
}

/** Where files come in; below it each has its address. */
export const ATTACHMENTS_PATH = '/attachments';

/** Files as the caller may see them; of others there are none. */
@Injectable()
export class Attachments {
  constructor(private readonly database: Database) {}

  /** The files of one thing, the oldest first. The things that a request asks about are read together. */
  async ofSubject(context: GraphQLContext, subjectId: string): Promise<readonly AttachmentView[]> {
    return (await batched(context, this.ofSubjects, subjectId)) ?? [];
  }

  async file(actor: Actor, id: string): Promise<AttachmentView | null> {
    return isId(id) ? ((await this.byIds(actor, [id])).get(id) ?? null) : null;
  }

  readonly byIds: ReadMany<AttachmentView> = async (actor, ids) => {
    const rows = await this.database.read<AttachmentRow>(actor, FILES_BY_IDS, [ids, ...sightOf(actor)]);
    return new Map(rows.map((row) => [row.id, viewOf(actor, row)]));
  };

  private readonly ofSubjects: ReadMany<AttachmentView[]> = async (actor, subjectIds) => {
    const values = [subjectIds.filter(isId), ...sightOf(actor)];
    const rows = await this.database.read<AttachmentRow>(actor, FILES_OF_SUBJECTS, values);
    return grouped(
      rows.map((row) => viewOf(actor, row)),
      ({ subjectId }) => subjectId,
      (view) => view,
    );
  };
}

const viewOf = (actor: Actor, row: AttachmentRow): AttachmentView => ({
  ...row,
  side: row.bodyId === null ? 'HOST' : 'BODY',
  canDelete: mayDelete(actor, row),
  path: `${ATTACHMENTS_PATH}/${row.id}`,
});
