import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole, isId } from '#libs/kernel';
import { type Conference, ConferenceReference } from '#libs/conference';
import { Database, type ReadMany } from '#libs/platform';
import {
  DOCUMENTS_BY_IDS,
  DOCUMENTS_OF,
  type DocumentFields,
  type DocumentRow,
} from '../persistence/issued-document.statements.js';

/** The newest of one subject that are told. */
export const MOST_OF_SUBJECT = 20;

/** Where the file of a document is had: `GET /documents/ID`. */
export const DOCUMENTS_PATH = '/documents';

/** A document as the host reads it. */
export interface DocumentView extends Omit<DocumentFields, 'conferenceId'> {
  readonly conference: Conference;
  readonly path: string;
}

/** Documents that were issued, for the host and auditors; to everybody else there are none. */
@Injectable()
export class ReadIssuedDocuments {
  constructor(
    private readonly database: Database,
    private readonly conferences: ConferenceReference,
  ) {}

  readonly byIds: ReadMany<DocumentView> = async (actor, ids) => {
    const views = await this.views(
      await this.database.read<DocumentRow>(actor, DOCUMENTS_BY_IDS, [
        ids.filter(isId),
        conferencesReadWhole(actor),
      ]),
    );
    return new Map(views.map((view) => [view.id, view]));
  };

  /** Of each of these subjects, the newest first. */
  readonly bySubjects: ReadMany<readonly DocumentView[]> = async (actor: Actor, ids) => {
    const views = await this.views(
      await this.database.read<DocumentRow>(actor, DOCUMENTS_OF, [
        ids.filter(isId),
        conferencesReadWhole(actor),
        MOST_OF_SUBJECT,
      ]),
    );
    return new Map(ids.map((id) => [id, views.filter(({ subjectId }) => subjectId === id)]));
  };

  private async views(rows: readonly DocumentRow[]): Promise<DocumentView[]> {
    const reference = await this.conferences.current();
    return rows.map(({ conferenceId, ...row }) => {
      const conference = reference.conference(conferenceId);
      if (conference === undefined) throw new Error('A document names a conference that nobody knows');
      return { ...row, conference, path: `${DOCUMENTS_PATH}/${row.id}` };
    });
  }
}
