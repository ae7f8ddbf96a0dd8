import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Conference, ConferenceReference } from '#libs/conference';
import { Database } from '#libs/platform';
import { keyOf } from '../domain/document-number.js';
import { type DocumentKind, type DocumentState } from '../domain/issued-document.js';
import {
  DOCUMENT_OF_ADDRESS,
  DOCUMENTS_OF_NUMBER,
  type KnownRow,
} from '../persistence/issued-document.statements.js';

/** A document as everybody may see it who has its address: no name, and no id of a row. */
export interface VerifiedDocument {
  readonly number: string;
  readonly kind: DocumentKind;
  readonly version: number;
  readonly state: DocumentState;
  readonly conference: Conference;
  readonly issuedAt: Date;
}

/** A document, and the names on it, which are compared and never shown. */
export interface NamedDocument {
  readonly document: VerifiedDocument;
  readonly names: readonly string[];
}

/** Who knows nothing but a secret or a number, and reaches what bears it. */
const holderOf = (key: string): Actor => ({ kind: 'invitee', tokenHash: key });

/** Finds documents for whoever holds one in their hands. */
@Injectable()
export class Verification {
  constructor(
    private readonly database: Database,
    private readonly conferences: ConferenceReference,
  ) {}

  /** Undefined for an address that opens nothing, whatever its form. */
  async ofAddress(secret: string): Promise<NamedDocument | undefined> {
    return (await this.known(DOCUMENT_OF_ADDRESS, keyOf(secret)))[0];
  }

  ofNumber(number: string): Promise<readonly NamedDocument[]> {
    return this.known(DOCUMENTS_OF_NUMBER, keyOf(number));
  }

  private async known(statement: string, key: string): Promise<NamedDocument[]> {
    const [rows, reference] = await Promise.all([
      this.database.read<KnownRow>(holderOf(key), statement, [key]),
      this.conferences.current(),
    ]);
    return rows.flatMap(({ conferenceId, names, ...row }) => {
      const conference = reference.conference(conferenceId);
      return conference === undefined ? [] : [{ names, document: { ...row, conference } }];
    });
  }
}
