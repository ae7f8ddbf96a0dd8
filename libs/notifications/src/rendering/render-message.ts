import { type Language, mailLanguage } from '../domain/mail-language.js';
import { currentVersion, type Message, type MessageContent } from '../define-message.js';
import { atSending } from './at-sending.js';
import { compileTemplate, type CompiledTemplate } from './compile-template.js';
import { fillHtml, type Filling, fillSubject, fillText, type Link } from './fill.js';
import { htmlPage, textPage } from './layout.js';
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

function templateFor({ kind, texts }: Message, version: number, language: Language): CompiledTemplate {
  const key = `${kind} ${version} ${language}`;
  let template = compiled.get(key);
  if (template === undefined) {
    const words = texts[version - 1];
    if (words === undefined) throw new Error(`There are no words for ${kind} in version ${version}`);
    template = compileTemplate(words[language]);
    compiled.set(key, template);
  }
  return template;
}

/** A message as its reader gets it, or, without `url`, as others may see it. @throws ZodError for wrong params. */
export function renderMessage(content: MessageContent, options: RenderOptions = {}): RenderedMessage {
  const language = mailLanguage(options.language, options.offered ?? null);
  const { template, filling, heading } = prepare(content, language, options);
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
export function renderText(content: MessageContent, options: RenderOptions = {}): string {
  const language = mailLanguage(options.language, options.offered ?? null);
  const { template, filling, heading } = prepare(content, language, options);
  const contact = options.contact ?? null;
  return textPage({ language, heading, contact, body: fillText(template.blocks, filling) });
}

/** The page alone. */
export function renderHtml(content: MessageContent, options: RenderOptions = {}): string {
  const language = mailLanguage(options.language, options.offered ?? null);
  const { template, filling, heading } = prepare(content, language, options);
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
export function renderSubject(
  content: MessageContent,
  options: Pick<RenderOptions, 'language' | 'version'> = {},
): string {
  const { template, filling } = prepare(content, mailLanguage(options.language, null), options);
  return fillSubject(template.subject, filling);
}

function prepare(
  { message, params }: MessageContent,
  language: Language,
  options: RenderOptions,
): { template: CompiledTemplate; filling: Filling; heading: string | null } {
  const parsed = message.params.parse(params);
  const template = templateFor(message, options.version ?? currentVersion(message), language);
  return {
    template,
    filling: {
      language,
      values: {
        ...message.shows(parsed as never, language, options.asOf ?? null),
        ...atSending(language, options.url, options.contact),
      },
      link: linkFor(template, language, options.url),
    },
    heading: conferenceOf(parsed),
  };
}

/** A message about a conference has its name for a heading. */
const conferenceOf = (params: unknown): string | null => {
  const { conferenceName } = params as { readonly conferenceName?: unknown };
  return typeof conferenceName === 'string' ? conferenceName : null;
};

/** A wording that leads nowhere gets no address to copy either. */
function linkFor(template: CompiledTemplate, language: Language, url: string | null | undefined): Link {
  if (!template.keys.includes('link')) return null;
  return url === null || url === undefined ? { hidden: HIDDEN_LINK[language] } : { url };
}
