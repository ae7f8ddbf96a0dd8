import { Injectable, type OnModuleInit } from '@nestjs/common';
import { contentDisposition } from '#libs/export';
import { notFound, type UserActor } from '#libs/kernel';
import { type Charge, type Download, Downloads } from '#libs/platform';
import { DrawnDocuments } from '../drawn-documents.js';
import { DOCUMENTS_PATH } from '../queries/issued-documents-read.js';

/** Objects that drawing one is charged as. */
const COST_OF_DRAWING = 50;

/** `GET /documents/ID`: a document as it was issued, for whoever sees its row. */
@Injectable()
export class DocumentRoute implements OnModuleInit {
  constructor(
    private readonly downloads: Downloads,
    private readonly drawn: DrawnDocuments,
  ) {}

  onModuleInit(): void {
    this.downloads.get(`${DOCUMENTS_PATH}/:id`, (actor, asked, charge) => this.run(actor, asked, charge));
  }

  private async run(actor: UserActor, asked: unknown, charge: Charge): Promise<Download> {
    await charge(COST_OF_DRAWING);
    const document = await this.drawn.issued(actor, (asked as { id: string }).id);
    if (document === null) throw notFound('document');
    return pdfDownload(`${document.number}.pdf`, document.pdf);
  }
}

/** A PDF that is made already. */
export const pdfDownload = (name: string, pdf: Uint8Array): Download => ({
  contentType: 'application/pdf',
  disposition: contentDisposition(name),
  body: bodyOf(pdf),
});

async function* bodyOf(pdf: Uint8Array): Download['body'] {
  yield await Promise.resolve(pdf);
  return {};
}
