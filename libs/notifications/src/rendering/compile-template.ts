import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

/** A piece of a compiled text. Values are put between the pieces as data, after all markup has been read. */
export type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'value'; readonly key: string }
  | { readonly kind: 'flag'; readonly key: string; readonly text: string }
  | { readonly kind: 'list'; readonly key: string }
  | { readonly kind: 'link'; readonly key: string; readonly text: string };

/** A block of the body; it is left out when one of `required` is empty or all of `flags` are unset. */
export interface Block {
  readonly html: readonly Segment[];
  readonly text: readonly Segment[];
  readonly required: readonly string[];
  readonly flags: readonly string[];
}

export interface CompiledTemplate {
  readonly subject: readonly Segment[];
  readonly blocks: readonly Block[];
  /** Every placeholder of the template. */
  readonly keys: readonly string[];
}

// `[Words]((link))`, `((flag??words))`, `((name))`.
const PLACEHOLDER = /\[([^\]\n]+)\]\(\((\w+)\)\)|\(\((\w+)\?\?([^()]*)\)\)|\(\((\w+)\)\)/g;
// Private-use characters cannot stand in a wording, pass through Markdown untouched and mean nothing to HTML.
const OPEN = '\ue000';
const CLOSE = '\ue001';
const TOKEN = new RegExp(`<li>\\s*${OPEN}(\\d+)${CLOSE}\\s*</li>|${OPEN}(\\d+)${CLOSE}`, 'g');
const TEXT_TOKEN = new RegExp(`^- ${OPEN}(\\d+)${CLOSE}$|${OPEN}(\\d+)${CLOSE}`, 'gm');

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: false });

/** What a wording may be made of. Links of its own it has none: where a message leads is for the program to say. */
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ['h1', 'h2', 'p', 'ul', 'ol', 'li', 'strong', 'em', 'blockquote', 'br'],
  allowedAttributes: {},
};

/** Reads a wording once. @throws Error for a wording without a subject, or with marks that Plenary uses itself. */
export function compileTemplate(source: string): CompiledTemplate {
  if (/[\ue000-\ue001]/.test(source)) throw new Error('A wording holds a character that is not for texts');
  const [subject = '', ...blocks] = source.trim().split(/\n{2,}/);
  if (subject === '' || subject.includes('\n'))
    throw new Error('A wording begins with its subject on one line');
  const compiled = {
    subject: segmentsOf(...tokensOf(subject), TEXT_TOKEN),
    blocks: blocks.map(compileBlock),
  };
  const keys = [
    ...keysOf(compiled.subject),
    ...compiled.blocks.flatMap((block) => [...block.required, ...block.flags]),
  ];
  return { ...compiled, keys: [...new Set(keys)] };
}

function compileBlock(source: string): Block {
  const [marked, segments] = tokensOf(source);
  const html = sanitizeHtml(markdown.render(marked), ALLOWED).trim();
  const textual = marked.replace(/^#+ /gm, '').replace(/\*\*([^*]+)\*\*/g, '$1');
  const ofKind = (isFlag: boolean) => [
    ...new Set(segments.filter((part) => (part.kind === 'flag') === isFlag).flatMap(keyOf)),
  ];
  return {
    html: segmentsOf(html, segments, TOKEN),
    text: segmentsOf(textual, segments, TEXT_TOKEN),
    required: ofKind(false),
    flags: ofKind(true),
  };
}

/** The source with a token for each placeholder, and what each token stands for. */
function tokensOf(source: string): [string, Segment[]] {
  const segments: Segment[] = [];
  const marked = source.replace(
    PLACEHOLDER,
    (_all, label?: string, link?: string, flag?: string, words?: string, key?: string) => {
      if (link !== undefined) segments.push({ kind: 'link', key: link, text: label ?? '' });
      else if (flag !== undefined) segments.push({ kind: 'flag', key: flag, text: words ?? '' });
      else segments.push({ kind: 'value', key: key ?? '' });
      return `${OPEN}${segments.length - 1}${CLOSE}`;
    },
  );
  if (/\(\(|\)\)(?!\))/.test(marked))
    throw new Error(`A placeholder is not closed, in "${source.slice(0, 60)}"`);
  return [marked, segments];
}

/** Cuts a text at its tokens; a token that fills an entry of a list stands for as many entries as there are values. */
function segmentsOf(text: string, segments: readonly Segment[], token: RegExp): Segment[] {
  const pieces: Segment[] = [];
  let from = 0;
  const literal = (to: number) => {
    if (to > from) pieces.push({ kind: 'literal', text: text.slice(from, to) });
  };
  for (const match of text.matchAll(token)) {
    literal(match.index);
    from = match.index + match[0].length;
    const segment = segments[Number(match[1] ?? match[2])];
    if (segment === undefined) throw new Error('A wording holds a token that is not its own');
    pieces.push(
      match[1] !== undefined && segment.kind === 'value' ? { kind: 'list', key: segment.key } : segment,
    );
  }
  literal(text.length);
  return pieces;
}

const keyOf = (segment: Segment): string[] => (segment.kind === 'literal' ? [] : [segment.key]);
const keysOf = (segments: readonly Segment[]): string[] => segments.flatMap(keyOf);
