import { Injectable } from '@nestjs/common';
import { newId, type UserActor } from '#libs/kernel';
import { type Conference } from '#libs/conference';
import { type Transaction } from '#libs/platform';
import { documentNumber, keyOf, newSecret, prefixOf } from './domain/document-number.js';
import {
  DOCUMENT_FACTS,
  type DocumentKind,
  type EndedState,
  ISSUED_DOCUMENT_SUBJECT,
} from './domain/issued-document.js';
import { END_VALID, LATEST_OF_SUBJECT, NEXT_NUMBER } from './persistence/issued-document.statements.js';
import { ISSUED_DOCUMENT } from './persistence/issued-document.table.js';

/** A document that is to be issued. */
export interface NewDocument {
  readonly conference: Conference;
  readonly kind: DocumentKind;
  readonly subject: { readonly type: string; readonly id: string };
  /** Whom it names, as printed. */
  readonly names: readonly string[];
  readonly template: string;
  /** What the template draws; number and address come to it when it is drawn. */
  readonly facts: object;
}

export interface IssuedDocument {
  readonly id: string;
  readonly number: string;
  readonly version: number;
}

/** Gives documents their numbers, within the transaction of whoever issues them: what is undone has taken no number. */
@Injectable()
export class IssuedDocuments {
  /** One that was valid for the same subject is superseded. */
  async issue(tx: Transaction, actor: UserActor, document: NewDocument): Promise<IssuedDocument> {
    const { conference, kind, subject } = document;
    await this.end(tx, { conferenceId: conference.id, kind, subjectId: subject.id }, 'SUPERSEDED');
    const [[before], [next]] = await Promise.all([
      tx.query<{ version: number }>(LATEST_OF_SUBJECT, [subject.id, kind]),
      tx.query<{ prefix: string; year: number; last: number }>(NEXT_NUMBER, [
        conference.id,
        prefixOf(conference),
        Number(conference.startsOn.slice(0, 4)),
      ]),
    ]);
    if (before === undefined || next === undefined) throw new Error('A count that always answers has not');
    const [id, secret, version] = [newId(), newSecret(), before.version + 1];
    const number = documentNumber(next.prefix, next.year, next.last);
    tx.insert(ISSUED_DOCUMENT, {
      id,
      conferenceId: conference.id,
      number,
      kind,
      version,
      state: 'VALID',
      subjectType: subject.type,
      subjectId: subject.id,
      names: document.names,
      template: document.template,
      facts: document.facts,
      secret,
      secretKey: keyOf(secret),
      numberKey: keyOf(number),
      issuedBy: actor.userId,
      endedAt: null,
    });
    audit(tx, { id, conferenceId: conference.id }, DOCUMENT_FACTS.issued, { kind, version });
    return { id, number, version };
  }

  /** Ends what is valid for a subject, if anything is. */
  async end(
    tx: Transaction,
    of: { readonly conferenceId: string; readonly kind: DocumentKind; readonly subjectId: string },
    state: EndedState,
  ): Promise<void> {
    const ended = await tx.query<{ id: string }>(END_VALID, [of.subjectId, of.kind, state]);
    for (const { id } of ended)
      audit(tx, { id, conferenceId: of.conferenceId }, DOCUMENT_FACTS.ended, { state });
  }
}

function audit(
  tx: Transaction,
  { id, conferenceId }: { readonly id: string; readonly conferenceId: string },
  action: string,
  details: Readonly<Record<string, unknown>>,
): void {
  tx.audit({ conferenceId, action, subjectType: ISSUED_DOCUMENT_SUBJECT, subjectId: id, details });
}
