import { Injectable } from '@nestjs/common';
import { type MessageKind, type MessageSubject } from './domain/message.js';
import { type ParsedParams } from './domain/message-params.js';

/** Kinds whose mail carries a link that only its reader may use. */
export const KINDS_WITH_PERSONAL_LINK = [
  'SIGN_IN_LINK',
  'PERSONAL_INVITATION',
] as const satisfies readonly MessageKind[];
export type PersonalLinkKind = (typeof KINDS_WITH_PERSONAL_LINK)[number];

/**
 * Makes the path of a personal link, beginning with a slash, its token behind a `#` so that it reaches no server's log:
 * `/invitation#TOKEN`. Called at sending only; what it answers is stored nowhere. A source may take the moment to let a
 * link's time begin.
 */
export type LinkSource<Kind extends PersonalLinkKind> = (
  subject: MessageSubject,
  params: ParsedParams<Kind>,
) => string | Promise<string>;

/** Who can make which personal link: the contexts that own the tokens register here, so that nobody imports them. */
@Injectable()
export class LinkSources {
  private readonly sources = new Map<PersonalLinkKind, LinkSource<PersonalLinkKind>>();

  register<Kind extends PersonalLinkKind>(kind: Kind, source: LinkSource<Kind>): void {
    if (this.sources.has(kind)) throw new Error(`Two sources for the link of ${kind}`);
    this.sources.set(kind, source);
  }

  /** The path for one message, or undefined for a kind that has no personal link. */
  async pathFor(kind: MessageKind, subject: MessageSubject, params: unknown): Promise<string | undefined> {
    if (!isPersonalLinkKind(kind)) return undefined;
    const source = this.sources.get(kind);
    if (source === undefined) throw new Error(`Nobody makes the link of ${kind}`);
    const path = await source(subject, params as ParsedParams<PersonalLinkKind>);
    if (!/^\/[a-z/-]+#[\w-]{20,}$/.test(path)) throw new Error(`The link of ${kind} is no path with a token`);
    return path;
  }

  /** @throws Error that names every kind whose link nobody makes. */
  requireAll(): void {
    const missing = KINDS_WITH_PERSONAL_LINK.filter((kind) => !this.sources.has(kind));
    if (missing.length > 0)
      throw new Error(`Nobody makes the links of ${missing.join(', ')}; see LinkSources`);
  }
}

function isPersonalLinkKind(kind: MessageKind): kind is PersonalLinkKind {
  return (KINDS_WITH_PERSONAL_LINK as readonly MessageKind[]).includes(kind);
}
