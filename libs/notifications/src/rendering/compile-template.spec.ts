import { describe, expect, it } from '@jest/globals';
import { compileTemplate } from './compile-template.js';
import { type Filling, fillHtml, fillSubject, fillText } from './fill.js';
import { typed, type Values } from '../domain/shown.js';

const filling = (values: Values, url?: string): Filling => ({
  language: 'en',
  values,
  link: url === undefined ? null : { url },
});

describe('a wording', () => {
  it.each([
    ['', 'begins with its subject'],
    ['Subject\nsecond line\n\nBody', 'begins with its subject'],
    ['Subject\n\n((name', 'not closed'],
    ['Subject\n\nname))', 'not closed'],
    ['Subject\n\n\ue000', 'not for texts'],
  ])('%j is refused: %s', (source, why) => {
    expect(() => compileTemplate(source)).toThrow(why);
  });

  it('reads its own markup and no HTML, and makes no links of its own', () => {
    const { blocks } = compileTemplate(
      'S\n\n**Bold** <b>x</b> <script>y</script> [z](https://example.org) https://example.org',
    );
    expect(fillHtml(blocks, filling({}))).toBe(
      '<p><strong>Bold</strong> &lt;b&gt;x&lt;/b&gt; &lt;script&gt;y&lt;/script&gt; z https://example.org</p>',
    );
  });

  it('drops a block without its value, and keeps one whose flag is set', () => {
    const { blocks } = compileTemplate('S\n\nHello ((name))\n\n((isLate??You are late.))\n\nEnd');
    expect(fillText(blocks, filling({ name: null, isLate: true }))).toBe('You are late.\n\nEnd');
    expect(fillText(blocks, filling({ name: typed('Ada'), isLate: false }))).toBe('Hello Ada\n\nEnd');
  });

  it('gives an entry for each value of a list', () => {
    const { blocks } = compileTemplate('S\n\nPeople:\n- ((people))');
    const values = { people: { list: [[typed('A & B')], [typed('C'), ' (x)']] } };
    expect(fillText(blocks, filling(values))).toBe('People:\n- A & B\n- C (x)');
    expect(fillHtml(blocks, filling(values)).replace(/\n/g, '')).toBe(
      '<p>People:</p><ul><li><bdi dir="auto">A &amp; B</bdi></li><li><bdi dir="auto">C</bdi> (x)</li></ul>',
    );
    expect(fillText(blocks, filling({ people: { list: [] } }))).toBe('');
  });

  it('drops the link where there is none', () => {
    const { blocks } = compileTemplate('S\n\n[Open]((link))\n\nEnd');
    expect(fillText(blocks, filling({}))).toBe('End');
    expect(fillHtml(blocks, filling({}, 'https://a.example/?x=1&y="'))).toContain(
      '<a class="act" href="https://a.example/?x=1&amp;y=&quot;" style="',
    );
  });

  it('cuts a subject that nobody could read', () => {
    const { subject } = compileTemplate('About ((name))\n\nx');
    expect([...fillSubject(subject, filling({ name: typed('N'.repeat(10_000)) }))]).toHaveLength(200);
  });
});
