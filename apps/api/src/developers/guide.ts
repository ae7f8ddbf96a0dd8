import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema } from 'graphql';
import { type Figures, figuresOf, fill, type Installation } from './figures.js';
import { REFERENCE_PAGES, referencePage } from './reference.js';
import { type Rendered, renderMarkdown } from './render-markdown.js';

export const DEVELOPERS_PATH = '/developers';

/** The pages of the guide as they are read; a page that stands nowhere here comes behind them. */
const ORDER = [
  'index',
  'first-nomination',
  'tokens',
  'errors',
  'limits',
  'repeating',
  'correcting',
  'many',
  'duplicates',
  'pages',
  'changes',
  'exports',
  'import-lists',
  'attachments',
  'places',
  'organisations',
  'organisation-invitations',
  'webhooks',
  'embargo-and-caching',
  'sync-job',
  'client',
  'schema-changes',
  'schema-changelog',
];

export const addressOf = (page: string): string =>
  page === 'index' ? DEVELOPERS_PATH : `${DEVELOPERS_PATH}/${page}`;

/** The guide for developers: the pages of `docs/api` and the reference, which is made of the schema. Each is made when it is first read. */
export class Guide {
  private readonly made = new Map<string, Promise<Rendered>>();
  private readonly sources: readonly string[];
  private figures: Figures | undefined;

  /** `schema` is asked for once a page is: the pages are served by the process that makes it. */
  constructor(
    private readonly directory: string,
    private readonly installation: Installation,
    private readonly schema: () => GraphQLSchema,
  ) {
    const names = (existsSync(directory) ? readdirSync(directory) : [])
      .filter((name) => name.endsWith('.md'))
      .map((name) => name.slice(0, -3));
    const place = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
    this.sources = names.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  }

  /** Names and titles of the pages of the guide, in their order. */
  chapters(): (readonly [page: string, title: string])[] {
    return this.sources.map((page) => [page, /^# (.+)$/m.exec(this.textOf(page))?.[1] ?? page]);
  }

  pages(): string[] {
    return [...this.sources, ...REFERENCE_PAGES.map(([page]) => page)];
  }

  /** A page as Markdown, with its figures. */
  sourceOf(page: string): string {
    if (this.sources.includes(page)) {
      this.figures ??= { ...figuresOf(this.installation, this.schema()), ...this.programs() };
      return fill(this.textOf(page), this.figures);
    }
    return referencePage(page, this.schema());
  }

  page(page: string): Promise<Rendered> {
    let rendered = this.made.get(page);
    if (rendered === undefined) {
      rendered = renderMarkdown(this.sourceOf(page), addressOf);
      this.made.set(page, rendered);
    }
    return rendered;
  }

  /** Programs that pages show as they are run: `{{example.sync-nominations}}`. */
  private programs(): Figures {
    const folder = join(this.directory, 'examples');
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return Object.fromEntries(
      names.map((name) => [
        `example.${name.replace(/\.mjs$/, '')}`,
        readFileSync(join(folder, name), 'utf8').trimEnd(),
      ]),
    );
  }

  private textOf(page: string): string {
    return readFileSync(join(this.directory, `${page}.md`), 'utf8');
  }
}
