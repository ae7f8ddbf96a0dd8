import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type DefinedMessage, definedMessages, type Message } from './define-message.js';
import { type MessageSubject } from './domain/message.js';

/**
 * Makes the path of a personal link, beginning with a slash, its token behind a `#` so that it reaches no server's log:
 * `/invitation#TOKEN`. Called at sending only; what it answers is stored nowhere. A source may take the moment to let a
 * link's time begin.
 */
export type LinkSource<Params extends z.ZodType> = (
  subject: MessageSubject,
  params: z.output<Params>,
) => string | Promise<string>;

/** Who can make which personal link: the contexts that own the tokens register here, so that nobody imports them. */
@Injectable()
export class LinkSources {
  private readonly sources = new Map<string, LinkSource<z.ZodType>>();

  register<Params extends z.ZodType>({ kind }: DefinedMessage<Params>, source: LinkSource<Params>): void {
    if (this.sources.has(kind)) throw new Error(`Two sources for the link of ${kind}`);
    this.sources.set(kind, source);
  }

  /** The path for one message, or undefined for a kind that has no personal link. */
  async pathFor(
    { kind, isPersonal }: Message,
    subject: MessageSubject,
    params: unknown,
  ): Promise<string | undefined> {
    if (isPersonal !== true) return undefined;
    const source = this.sources.get(kind);
    if (source === undefined) throw new Error(`Nobody makes the link of ${kind}`);
    const path = await source(subject, params);
    if (!/^\/[a-z/-]+#[\w-]{20,}$/.test(path)) throw new Error(`The link of ${kind} is no path with a token`);
    return path;
  }

  /** @throws Error that names every kind whose link nobody makes. */
  requireAll(): void {
    const missing = definedMessages()
      .filter(({ kind, isPersonal }) => isPersonal === true && !this.sources.has(kind))
      .map(({ kind }) => kind);
    if (missing.length > 0)
      throw new Error(`Nobody makes the links of ${missing.join(', ')}; see LinkSources`);
  }
}
