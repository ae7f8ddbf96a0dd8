import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type DefinedMessage, definedMessages, type Message } from './define-message.js';
import { type MessageSubject } from './domain/message.js';

/** A file that goes with a mail. */
export interface MailFile {
  /** Of plain letters, digits and signs: LCC-2027-000042.pdf */
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Makes the file of a message, at each try to send it; it is kept nowhere with the message. */
export type MailFileSource = (subject: MessageSubject) => Promise<MailFile>;

/** Who can make which file: the contexts that own them register here, so that nobody imports them. */
@Injectable()
export class MailFiles {
  private readonly sources = new Map<string, MailFileSource>();

  register<Params extends z.ZodType>({ kind }: DefinedMessage<Params>, source: MailFileSource): void {
    if (this.sources.has(kind)) throw new Error(`Two sources for the file of ${kind}`);
    this.sources.set(kind, source);
  }

  /** The file of one message, or undefined for a kind that has none. */
  async of({ kind, hasFile }: Message, subject: MessageSubject): Promise<MailFile | undefined> {
    if (hasFile !== true) return undefined;
    const source = this.sources.get(kind);
    if (source === undefined) throw new Error(`Nobody makes the file of ${kind}`);
    return source(subject);
  }

  /** @throws Error that names every kind whose file nobody makes. */
  requireAll(): void {
    const missing = definedMessages()
      .filter(({ kind, hasFile }) => hasFile === true && !this.sources.has(kind))
      .map(({ kind }) => kind);
    if (missing.length > 0) throw new Error(`Nobody makes the files of ${missing.join(', ')}; see MailFiles`);
  }
}
