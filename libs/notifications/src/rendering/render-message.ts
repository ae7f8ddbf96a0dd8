import { type Language, mailLanguage } from '../domain/mail-language.js';
import { type MessageKind } from '../domain/message.js';
import { messageParams, type MessageParams, type ParsedParams } from '../domain/message-params.js';
import { currentVersion, templateOf } from '../templates/templates.js';
import { atSending } from './at-sending.js';
import { compileTemplate, type CompiledTemplate } from './compile-template.js';
import { fillHtml, type Filling, fillSubject, fillText, type Link } from './fill.js';
import { htmlPage, textPage } from './layout.js';
import { valuesOf } from './values-of.js';
import { HIDDEN_LINK } from './words.js';

export interface RenderedMessage {
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface RenderOptions {
  /** BCP 47 tag of the reader's language. */
  readonly language?: string | null;
  /** Languages of the conference; absent: any that there are texts in, as a stored message has it ({@link mailLanguage}). */
  readonly offered?: readonly string[];
  /** Absent: the newest wording. */
  readonly version?: number;
  /** Absent: words stand for the link, as everybody but the recipient reads it. */
  readonly url?: string | null;
  /** Whom people write to who have a question; absent: nobody beside who is named in the words. */
  readonly contact?: string | null;
  /** When it is or was sent: what is over by then is not offered. Absent: as it was written. */
  readonly asOf?: Date | null;
}

const compiled = new Map<string, CompiledTemplate>();

function templateFor(kind: MessageKind, version: number, language: Language): CompiledTemplate {
  const key = `${kind} ${version} ${language}`;
  let template = compiled.get(key);
  if (template === undefined) {
    template = compileTemplate(templateOf(kind, version).texts[language]);
    compiled.set(key, template);
  }
  return template;
}

/** A message as its reader gets it, or, without `url`, as others may see it. @throws ZodError for wrong params. */
export function renderMessage<Kind extends MessageKind>(
  kind: Kind,
  params: MessageParams<Kind>,
  options: RenderOptions = {},
): RenderedMessage {
  const language = mailLanguage(options.language, options.offered ?? null);
  const { template, filling, heading } = prepare(kind, params, language, options);
  const subject = fillSubject(template.subject, filling);
  const page = { language, subject, heading, link: filling.link, contact: options.contact ?? null };
  return {
    language,
    subject,
    text: textPage({ ...page, body: fillText(template.blocks, filling) }),
    html: htmlPage({ ...page, body: fillHtml(template.blocks, filling) }),
  };
}

/** The text alone. */
export function renderText<Kind extends MessageKind>(
  kind: Kind,
  params: MessageParams<Kind>,
  options: RenderOptions = {},
): string {
  const language = mailLanguage(options.language, options.offered ?? null);
  const { template, filling, heading } = prepare(kind, params, language, options);
  const contact = options.contact ?? null;
  return textPage({ language, heading, contact, body: fillText(template.blocks, filling) });
}

/** The page alone. */
export function renderHtml<Kind extends MessageKind>(
  kind: Kind,
  params: MessageParams<Kind>,
  options: RenderOptions = {},
): string {
  const language = mailLanguage(options.language, options.offered ?? null);
  const { template, filling, heading } = prepare(kind, params, language, options);
  const subject = fillSubject(template.subject, filling);
  return htmlPage({
    language,
    subject,
    heading,
    link: filling.link,
    contact: options.contact ?? null,
    body: fillHtml(template.blocks, filling),
  });
}

/** The subject alone, for lists. */
export function renderSubject<Kind extends MessageKind>(
  kind: Kind,
  params: MessageParams<Kind>,
  options: Pick<RenderOptions, 'language' | 'version'> = {},
): string {
  const { template, filling } = prepare(kind, params, mailLanguage(options.language, null), options);
  return fillSubject(template.subject, filling);
}

function prepare<Kind extends MessageKind>(
  kind: Kind,
  params: MessageParams<Kind>,
  language: Language,
  options: RenderOptions,
): { template: CompiledTemplate; filling: Filling; heading: string | null } {
  const parsed = messageParams[kind].parse(params) as ParsedParams<Kind>;
  const template = templateFor(kind, options.version ?? currentVersion(kind), language);
  return {
    template,
    filling: {
      language,
      values: {
        ...valuesOf(kind, parsed, language, options.asOf ?? null),
        ...atSending(language, options.url, options.contact),
      },
      link: linkFor(template, language, options.url),
    },
    heading: 'conferenceName' in parsed ? parsed.conferenceName : null,
  };
}

/** A wording that leads nowhere gets no address to copy either. */
function linkFor(template: CompiledTemplate, language: Language, url: string | null | undefined): Link {
  if (!template.keys.includes('link')) return null;
  return url === null || url === undefined ? { hidden: HIDDEN_LINK[language] } : { url };
}
