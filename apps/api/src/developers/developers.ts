import { createHash } from 'node:crypto';
import { compressed } from '#libs/platform';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type GraphQLSchema } from 'graphql';
import { escape } from '../plain-invitation/html.js';
import { COPY_SCRIPT, DEVELOPERS_STYLE } from './developers-style.js';
import { type Installation } from './figures.js';
import { addressOf, DEVELOPERS_PATH, Guide } from './guide.js';
import { REFERENCE_PAGES } from './reference.js';
import { type Rendered, type Section } from './render-markdown.js';

const STYLE_PATH = `${DEVELOPERS_PATH}/style.css`;
const SCRIPT_PATH = `${DEVELOPERS_PATH}/copy.js`;
const SCHEMA_PATH = `${DEVELOPERS_PATH}/schema.graphql`;
/** Pages with fewer sections show no contents. */
const FEW = 3;

interface Kept {
  readonly text: string;
  readonly etag: string;
}

/**
 * The pages for developers, in English, with the schema's reference and the text of the schema. They are the same for everybody, bear no
 * secret, and are kept by browsers under their ETag. Without a script they are whole.
 */
export const developerPages =
  (options: {
    /** Where the Markdown lies. */
    readonly directory: string;
    readonly installation: Installation;
    readonly schema: () => GraphQLSchema;
    readonly printedSchema: () => string;
  }) =>
  async (fastify: FastifyInstance): Promise<void> => {
    const guide = new Guide(options.directory, options.installation, options.schema);
    const known = new Map<string, Promise<Kept>>();
    const serve = (path: string, type: string, text: () => string | Promise<string>): void => {
      fastify.get(path, async (request, reply) => {
        let kept = known.get(path);
        if (kept === undefined) {
          kept = Promise.resolve(text()).then(keep);
          known.set(path, kept);
        }
        return send(request, reply.type(`${type}; charset=utf-8`), await kept);
      });
    };
    for (const page of guide.pages())
      serve(addressOf(page), 'text/html', async () => html(guide, page, await guide.page(page)));
    serve(STYLE_PATH, 'text/css', () => DEVELOPERS_STYLE);
    serve(SCRIPT_PATH, 'text/javascript', () => COPY_SCRIPT);
    serve(SCHEMA_PATH, 'text/plain', options.printedSchema);
    fastify.get(`${DEVELOPERS_PATH}/*`, (_request, reply) =>
      reply
        .code(404)
        .type('text/html; charset=utf-8')
        .send(html(guide, '', NOTHING_HERE)),
    );
  };

const NOTHING_HERE: Rendered = {
  title: 'There is no such page',
  html: `<p>Look for it in the <a href="${DEVELOPERS_PATH}">pages for developers</a>.</p>`,
  sections: [],
  ids: [],
  links: [],
};

const keep = (text: string): Kept => ({
  text,
  etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`,
});

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { text, etag }: Kept,
): Promise<FastifyReply> {
  reply.header('cache-control', 'public, no-cache').removeHeader('vary').header('etag', `W/${etag}`);
  const told = String(request.headers['if-none-match'] ?? '');
  if (told === '*' || told.includes(etag)) return reply.code(304).send();
  return reply.send(await compressed(request, reply, text));
}

function html(guide: Guide, current: string, page: Rendered): string {
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(page.title)} – Plenary for developers</title>
<link rel="stylesheet" href="${STYLE_PATH}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<script src="${SCRIPT_PATH}" defer></script>
</head>
<body>
<header><div><span>Plenary for developers</span><a class="to-pages" href="#pages">All pages</a></div></header>
<div class="page">
<main>
<h1>${escape(page.title)}</h1>
${page.sections.length < FEW ? '' : contents(page.sections)}
${page.html}
</main>
<nav class="all" id="pages" aria-label="Pages">
<h2>Guide</h2>
${list(guide.chapters(), current)}
<h2>Reference</h2>
${list(REFERENCE_PAGES, current)}
<ul><li><a href="${SCHEMA_PATH}">schema.graphql</a></li></ul>
</nav>
</div>
</body>
</html>
`;
}

const contents = (sections: readonly Section[]): string =>
  `<nav class="contents" aria-label="On this page"><ul>
${sections.map(({ id, title }) => `<li><a href="#${id}">${escape(title)}</a></li>`).join('\n')}
</ul></nav>`;

const list = (pages: readonly (readonly [page: string, title: string])[], current: string): string =>
  `<ul>
${pages
  .map(
    ([page, title]) =>
      `<li><a href="${addressOf(page)}"${page === current ? ' aria-current="page"' : ''}>${escape(title)}</a></li>`,
  )
  .join('\n')}
</ul>`;
