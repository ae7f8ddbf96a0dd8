import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { figuresOf, fill } from './figures.js';
import { addressOf, Guide } from './guide.js';
import { REFERENCE_PAGES } from './reference.js';

const ROOT = join(import.meta.dirname, '../../../..');
const schema = buildSchema(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
const INSTALLATION = { publicUrl: 'https://conference.example', objectsPerSecond: 7_000 };
const guideOf = (directory: string): Guide => new Guide(directory, INSTALLATION, () => schema);
const guide = guideOf(join(ROOT, 'docs/api'));

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A guide of one page. */
function guideThatSays(text: string): Guide {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  folders.push(folder);
  writeFileSync(join(folder, 'index.md'), text);
  return guideOf(folder);
}

describe('the pages for developers', () => {
  it('are all that lie in the folder, and a page for each part of the schema', () => {
    const files = readdirSync(join(ROOT, 'docs/api')).filter((name) => name.endsWith('.md'));
    expect(guide.pages()[0]).toBe('index');
    expect(guide.pages().length).toBe(files.length + REFERENCE_PAGES.length);
    expect(files.length).toBeGreaterThan(8);
  });

  it.each(guide.pages())('have nothing left to fill in, and links that lead somewhere: %s', async (page) => {
    const { title, html, links } = await guide.page(page);
    expect(title.length).toBeGreaterThan(3);
    expect(html).not.toMatch(/\{\{|\}\}[^}\]\s,<&]/);
    const targets = new Set<string>();
    for (const one of guide.pages()) {
      targets.add(addressOf(one));
      for (const id of (await guide.page(one)).ids) targets.add(`${addressOf(one)}#${id}`);
    }
    const lost = links
      .map((link) => (link.startsWith('#') ? `${addressOf(page)}${link}` : link))
      .filter(
        (link) =>
          !targets.has(link) &&
          !['/developers/schema.graphql', '/graphiql'].includes(link) &&
          !/^https:\/\//.test(link),
      );
    expect(lost).toEqual([]);
  });

  it('tell the figures of the code and of this installation', () => {
    const limits = guide.sourceOf('limits');
    expect(limits).toContain('fills by 7,000 objects a second and holds 140,000');
    expect(limits).toContain('| Objects in the answer | 5,000 |');
    // As it is sent: a number of a header has no commas.
    expect(limits).toContain('RateLimit-Policy: "caller";q=140000;w=20');
    expect(guide.sourceOf('repeating')).toContain('remembered for 48 hours');
    expect(guide.sourceOf('changes')).toContain('hold for 400 days');
    expect(guide.sourceOf('changes')).toContain("url: 'wss://conference.example/graphql'");
    expect(guide.sourceOf('errors')).toContain('| `QUOTA_SPENT` |');
    const job = readFileSync(join(ROOT, 'docs/api/examples/sync-nominations.mjs'), 'utf8');
    expect(guide.sourceOf('sync-job')).toContain(job);
    expect(guide.sourceOf('errors')).toContain('| `CURSOR_EXPIRED` |');
    expect(guide.sourceOf('changes')).toMatch(/^\| `invitation` \| `invitation\.issued`, `invitation\.\w+`/m);
  });

  it('are refused where they name what no figure is called', () => {
    const told = guideThatSays('# Limits\n\nAt most {{limits.tokens}}, or {{limits.wishes}}.');
    expect(() => told.sourceOf('index')).toThrow('No figure is called "limits.wishes"');
  });

  it('name every figure that there is', () => {
    const names = Object.keys(figuresOf(INSTALLATION, schema));
    const all = readdirSync(join(ROOT, 'docs/api'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => readFileSync(join(ROOT, 'docs/api', name), 'utf8'))
      .join('\n');
    expect(names.filter((name) => !all.includes(`{{${name}}}`))).toEqual([]);
  });

  it('let no markup through but what a page is made of', async () => {
    const { html } = await guideThatSays(
      '# Odd\n\n<script>alert(1)</script> <b onclick="x">b</b> [a](javascript:alert(1)) ![p](https://x.example/p.png)\n\n```html run\n<img src=x onerror=y>\n```',
    ).page('index');
    expect(html).not.toMatch(/<(script|b|img)[ >]|href="javascript/);
    expect(html).toContain('&lt;img src=x onerror=y&gt;');
  });

  it('are refused without a heading, or with two headings that have one address', async () => {
    await expect(guideThatSays('No heading').page('index')).rejects.toThrow('A page begins with its heading');
    await expect(guideThatSays('# A\n\n## Keys\n\n## `keys`').page('index')).rejects.toThrow(
      'Two headings of "A" have the name keys',
    );
  });
});

describe('the reference', () => {
  it('has every root field and every type once, with their descriptions', async () => {
    const queries = await guide.page('reference-queries');
    expect(queries.ids).toEqual(
      Object.keys(schema.getQueryType()?.getFields() ?? {})
        .sort()
        .map((name) => name.toLowerCase()),
    );
    const types = Object.keys(schema.getTypeMap()).filter(
      (name) => !/^(__.*|Query|Mutation|Subscription|String|Int|Float|Boolean|ID)$/.test(name),
    );
    const told = (await Promise.all(REFERENCE_PAGES.slice(3).map(([page]) => guide.page(page)))).flatMap(
      ({ ids }) => ids,
    );
    expect([...told].sort()).toEqual(types.map((name) => name.toLowerCase()).sort());
    const mutations = await guide.page('reference-mutations');
    expect(mutations.html).toContain('href="/developers/reference-inputs#createnominationinput"');
    expect(guide.sourceOf('reference-enums')).toContain('| `CLEAR` | Nothing was found |');
  });

  it('says what has a default, and what is deprecated', () => {
    const own = buildSchema(
      `"All" type Query { "Old" old("How many" first: Int = 5): Int @deprecated(reason: "Use new, until 2027-06-30") }`,
    );
    const text = new Guide('/nowhere', INSTALLATION, () => own).sourceOf('reference-queries');
    expect(text).toContain('**Deprecated.** Use new, until 2027-06-30 Old');
    expect(text).toContain('| `first` | `Int` | How many. Default: `5` |');
  });
});

describe('a figure', () => {
  it('is told with its thousands parted, and text as it is', () => {
    expect(fill('{{a}} {{ b }} {{c.d}}', { a: '1,000', 'c.d': 'x' })).toBe('1,000 {{ b }} x');
  });
});
