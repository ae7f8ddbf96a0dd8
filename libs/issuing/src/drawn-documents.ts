import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DocumentRenderer, type JsonValue, LEAST_CODE_MM, type NoDocument, qrCode } from '#libs/documents';
import { type Actor, conferencesReadWhole, isId } from '#libs/kernel';
import { ApiError, Database } from '#libs/platform';
import { documentPath } from './domain/document-number.js';
import { DRAWN_BY_ID, DRAWN_OF_ALL, type DrawnRow } from './persistence/issued-document.statements.js';

/** Seconds after which somebody who found too many before them tries again. */
const COME_BACK_IN = 5;

/** A document as a file. */
export interface DrawnDocument {
  readonly number: string;
  readonly pdf: Uint8Array;
}

/** Whose address stands in documents. */
export abstract class DocumentAddress {
  abstract readonly publicUrl: string;
}

/** Draws documents from their facts: those that are issued with number, code and address, others as a preview without. */
@Injectable()
export class DrawnDocuments implements OnApplicationShutdown {
  private readonly renderer = new DocumentRenderer();

  constructor(
    private readonly database: Database,
    private readonly address: DocumentAddress,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.renderer.close();
  }

  /**
   * What is not issued: nothing on it can be taken for a number.
   * @throws ApiError SERVICE_UNAVAILABLE where too many wait for theirs
   */
  async preview(template: string, facts: object): Promise<Uint8Array | NoDocument> {
    const made = await this.render(template, { ...facts, issued: null });
    return 'reason' in made ? made : made.pdf;
  }

  /** Null for what is unknown or out of the caller's sight. */
  async issued(actor: Actor, id: string): Promise<DrawnDocument | null> {
    if (!isId(id)) return null;
    const [row] =
      actor.kind === 'system'
        ? await this.database.read<DrawnRow>(actor, DRAWN_OF_ALL, [id])
        : await this.database.read<DrawnRow>(actor, DRAWN_BY_ID, [id, conferencesReadWhole(actor)]);
    return row === undefined ? null : this.draw(row);
  }

  /** The path of its page of verification, for the worker that writes to whoever gets it. */
  async path(actor: Actor & { kind: 'system' }, id: string): Promise<string> {
    const [row] = await this.database.read<DrawnRow>(actor, DRAWN_OF_ALL, [id]);
    if (row === undefined) throw new Error('A mail is about a document that is not there');
    return documentPath(row.secret);
  }

  private async draw({ number, template, facts, secret }: DrawnRow): Promise<DrawnDocument> {
    const address = `${this.address.publicUrl}${documentPath(secret)}`;
    const issued = {
      number,
      address,
      page: `${this.address.publicUrl}/document`,
      code: await qrCode(address),
      codeWidth: LEAST_CODE_MM,
    };
    const made = await this.render(template, { ...facts, issued });
    // What cannot be drawn is not issued: whoever issues has drawn it before.
    if ('reason' in made) throw new Error(`A document that is issued cannot be drawn: ${made.reason}`);
    return { number, pdf: made.pdf };
  }
  private async render(template: string, data: JsonValue): ReturnType<DocumentRenderer['render']> {
    const made = await this.renderer.render(template, data);
    if ('reason' in made && made.reason === 'BUSY')
      throw new ApiError('SERVICE_UNAVAILABLE', 'Too many documents wait to be drawn. Try again.', 503, {
        retryAfter: COME_BACK_IN,
      });
    return made;
  }
}
