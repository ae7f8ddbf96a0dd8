import { setImmediate as nextTurn } from 'node:timers/promises';
import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

export interface Section {
  readonly id: string;
  readonly title: string;
}

/** A page's text as HTML, with what stands in it. */
export interface Rendered {
  /** Of the first heading. */
  readonly title: string;
  /** Everything below that heading. */
  readonly html: string;
  /** Headings of the second level, in their order. */
  readonly sections: readonly Section[];
  /** Every id of a heading: where links may lead. */
  readonly ids: readonly string[];
  /** Every address that the page links to, as the browser sees it. */
  readonly links: readonly string[];
}

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: false });
type Tokens = ReturnType<typeof markdown.parse>;

/** What a page may be made of. */
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ...[
      'h2',
      'h3',
      'h4',
      'p',
      'ul',
      'ol',
      'li',
      'strong',
      'em',
      'blockquote',
      'br',
      'hr',
      'a',
      'code',
      'pre',
    ],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: {
    a: ['href', 'class', 'aria-label'],
    h2: ['id'],
    h3: ['id'],
    h4: ['id'],
    pre: ['data-label'],
  },
  allowedSchemes: ['https', 'http'],
};

/** What a reader is told of a block of code, by the words behind its language. */
const LABELS: Readonly<Record<string, string>> = {
  variables: 'Variables',
  answer: 'Answer',
  headers: 'Headers',
};

markdown.renderer.rules.fence = (tokens, index) => {
  const { info = '', content = '' } = tokens[index] ?? {};
  const label = LABELS[info.split(' ')[1] ?? ''];
  const attribute = label === undefined ? '' : ` data-label="${label}"`;
  return `<pre${attribute}><code>${markdown.utils.escapeHtml(content)}</code></pre>\n`;
};

/**
 * A page of the guide as HTML. Its links to other pages are written as for the folder (`limits.md#cost`) and lead to `addressOf`
 * these. A long page is made section by section, one in each turn of the event loop. @throws Error for a page without a heading of the
 * first level, or with two headings of one name.
 */
export async function renderMarkdown(source: string, addressOf: (page: string) => string): Promise<Rendered> {
  const [first = [], ...others] = sectionsOf(markdown.parse(source, {}));
  const title = first[0]?.tag === 'h1' ? (first[1]?.content ?? '') : '';
  if (title === '') throw new Error(`A page begins with its heading: "${source.slice(0, 60)}"`);
  const made = [];
  for (const tokens of [first.slice(3), ...others]) {
    made.push(renderSection(tokens, addressOf));
    await nextTurn();
  }
  const headings = made.flatMap((section) => section.headings);
  const ids = headings.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`Two headings of "${title}" have the name ${twice}`);
  return {
    title,
    html: made.map(({ html }) => html).join(''),
    sections: headings.filter(({ level }) => level === 'h2'),
    ids,
    links: made.flatMap(({ links }) => links),
  };
}

/** The page cut before each heading of the second level. */
function sectionsOf(tokens: Tokens): Tokens[] {
  const sections: Tokens[] = [[]];
  for (const token of tokens) {
    if (token.type === 'heading_open' && token.tag === 'h2') sections.push([]);
    sections.at(-1)?.push(token);
  }
  return sections;
}

function renderSection(tokens: Tokens, addressOf: (page: string) => string) {
  const links = leadLinks(tokens, addressOf);
  const headings = nameHeadings(tokens);
  const html = sanitizeHtml(markdown.renderer.render(tokens, markdown.options, {}), ALLOWED);
  return { links, headings, html };
}

/** Puts the addresses of pages into the links. @returns all of them. */
function leadLinks(tokens: Tokens, addressOf: (page: string) => string): string[] {
  const opening = tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'link_open');
  return opening.map((token) => {
    const href = String(token.attrGet('href')).replace(/^([a-z-]+)\.md(?=#|$)/, (_all, page: string) =>
      addressOf(page),
    );
    token.attrSet('href', href);
    return href;
  });
}

/** Gives each heading an id and a link to itself. */
function nameHeadings(tokens: Tokens): (Section & { readonly level: string })[] {
  return tokens.flatMap((token, index) => {
    const inline = tokens[index + 1];
    if (token.type !== 'heading_open' || token.tag === 'h1' || !inline?.children) return [];
    const title = inline.content.replaceAll('`', '');
    const id = slugOf(title);
    token.attrSet('id', id);
    const [link] = markdown.parseInline(`[#](#${id})`, {});
    const [open, ...rest] = link?.children ?? [];
    open?.attrSet('class', 'anchor');
    open?.attrSet('aria-label', `Link to “${title}”`);
    inline.children.push(...(open === undefined ? [] : [open, ...rest]));
    return [{ id, title, level: token.tag }];
  });
}

/** The name of a heading in addresses. */
export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** The blocks of code of a page: their language with the words behind it, and their text. */
export const codeIn = (source: string): { readonly info: string; readonly text: string }[] =>
  markdown
    .parse(source, {})
    .filter(({ type }) => type === 'fence')
    .map(({ info, content }) => ({ info: info.trim(), text: content }));
