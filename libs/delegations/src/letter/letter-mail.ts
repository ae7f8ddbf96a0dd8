import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { DrawnDocuments } from '#libs/issuing';
import { LinkSources, type MailFile, MailFiles } from '#libs/notifications';
import { organisationLetter } from '../messages/organisation-letter.message.js';

const ACTOR: Actor & { kind: 'system' } = { kind: 'system', task: 'send-letters' };

/** What the worker puts into the mail of a letter: the letter as it was issued, and the page on which it is verified. */
@Injectable()
export class LetterMail implements OnModuleInit {
  constructor(
    private readonly drawn: DrawnDocuments,
    private readonly links: LinkSources,
    private readonly files: MailFiles,
  ) {}

  onModuleInit(): void {
    this.links.register(organisationLetter, ({ id }) => this.drawn.path(ACTOR, id));
    this.files.register(organisationLetter, ({ id }) => this.file(id));
  }

  private async file(id: string): Promise<MailFile> {
    const document = await this.drawn.issued(ACTOR, id);
    if (document === null) throw new Error('A mail is about a letter that is not there');
    return { name: `${document.number}.pdf`, contentType: 'application/pdf', bytes: document.pdf };
  }
}
